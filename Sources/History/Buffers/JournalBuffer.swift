package import SQLText

/// A buffer of the editor as the journal keeps it.
package struct JournalBuffer: Sendable, Hashable {
  package var name: String
  package var path: String?
  package var text: Rope
  /// UTF-8 byte offset.
  package var cursor: Int
  package var isModified: Bool
  /// How its file keeps the text, and which file it was; both in words of their own.
  package var format: String?
  package var stamp: String?

  package init(name: String, path: String?, text: Rope, cursor: Int, isModified: Bool) {
    self.name = name
    self.path = path
    self.text = text
    self.cursor = cursor
    self.isModified = isModified
  }
}
