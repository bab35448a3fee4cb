import SQLText

extension EditorPane {
  /// What should always hold of the buffer in front and does not; nil when all does.
  package var brokenClaim: String? {
    let count = buffer.bytes.count
    if let anchor = buffer.anchor, !(0...count ~= anchor) { return "the anchor is outside of the text" }
    if let visual = buffer.visual, !(0...count ~= visual.anchor) { return "the visual anchor is outside of the text" }
    if buffer.carets.contains(where: { !(0...count ~= $0.cursor) }) { return "a further cursor is outside of the text" }
    if buffer.lineStarts.first != 0 || (buffer.lineStarts.last ?? 0) > count { return "the lines do not span the text" }
    if mode == .visual, buffer.visual == nil { return "visual mode has no selection" }
    if mode == .normal, buffer.cursor != buffer.onCharacter(buffer.cursor) {
      return "normal mode stands behind the last character"
    }
    return nil
  }
}
