import CReadline
package import TextUI

/// Edits the one line that a prompt or the filter of a list asks for, by the keys of the user's ~/.inputrc. GNU readline does the work; it
/// reads and draws nothing itself, so that the interface never waits for it. One for the whole program, on one thread: readline is global.
package final class LineEditor {
  /// The line after a key.
  package struct Line: Sendable, Hashable {
    package var text: String
    /// Index of a Unicode scalar.
    package var cursor: Int
    package var mode: Mode
    /// What readline puts before the line while it searches its history; empty else.
    package var label: String
    /// What a completion could mean when it could mean several things.
    package var matches: [String]
    /// Whether the key ended the line.
    package var isAccepted: Bool
  }

  /// How keys are taken now.
  package enum Mode: Sendable, Hashable { case emacs, viInsert, viCommand }

  /// What a completion may offer.
  package enum Offer: Sendable, Hashable {
    case words([String])
    case files
  }

  private var current: (session: String, line: Line)?

  package init() { crl_start("perch") }

  /// Presses a key in a line that stands like this. `session` names the line: another one begins anew, as does a text that was changed
  /// meanwhile. `history` holds earlier lines, oldest first, and is asked for when one begins.
  package func press(
    _ key: Key, session: String, text: String, cursor: Int, offer: Offer, history: () -> [String]
  ) -> Line {
    if current?.session != session || current?.line.text != text || current?.line.cursor != cursor {
      begin(text, cursor: cursor, history: history())
    }
    give(offer)
    let state = key.sequence.withUnsafeBufferPointer { crl_feed($0.baseAddress, Int32($0.count)) }
    let line = line(isAccepted: state != Int32(crl_editing.rawValue))
    current = line.isAccepted ? nil : (session, line)
    return line
  }

  private func begin(_ text: String, cursor: Int, history: [String]) {
    let offset = String(String.UnicodeScalarView(text.unicodeScalars.prefix(cursor))).utf8.count
    Self.withPointers(history) { crl_begin(text, Int32(offset), $0, Int32(history.count)) }
  }

  private func give(_ offer: Offer) {
    switch offer {
    case .words(let words): Self.withPointers(words) { crl_offer($0, Int32(words.count), 0) }
    case .files: crl_offer(nil, 0, 1)
    }
  }

  private func line(isAccepted: Bool) -> Line {
    let bytes = Array(String(cString: crl_text()).utf8)
    let before = String(decoding: bytes.prefix(Int(crl_cursor())), as: UTF8.self)
    let mode: Mode =
      switch crl_mode() {
      case Int32(crl_vi_insert.rawValue): .viInsert
      case Int32(crl_vi_command.rawValue): .viCommand
      default: .emacs
      }
    return Line(
      text: String(decoding: bytes, as: UTF8.self), cursor: before.unicodeScalars.count, mode: mode,
      label: String(cString: crl_label()), matches: (0..<crl_match_count()).map { String(cString: crl_match($0)) },
      isAccepted: isAccepted)
  }

  private static func withPointers(
    _ words: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Void
  ) {
    // A NUL would end the word for readline anyway.
    let owned = words.map { word in
      word.utf8CString.withUnsafeBufferPointer { source in
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: source.count)
        copy.initialize(from: source.baseAddress!, count: source.count)
        return copy
      }
    }
    defer { for pointer in owned { pointer.deallocate() } }
    let pointers = owned.map { UnsafePointer($0) as UnsafePointer<CChar>? } + [nil]
    pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
