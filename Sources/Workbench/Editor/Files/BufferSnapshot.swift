package import SQLText

/// A buffer as the journal keeps it.
package struct BufferSnapshot: Sendable, Hashable {
  package var name: String
  package var path: String?
  package var text: Rope
  /// UTF-8 byte offset.
  package var cursor: Int
  package var isModified: Bool
  /// How its file keeps the text.
  package var format = FileFormat()
  /// Its file when it was read or written last.
  package var stamp: FileStamp?

  package init(name: String, path: String? = nil, text: [UInt8] = [], cursor: Int = 0, isModified: Bool = false) {
    self.init(name: name, path: path, text: Rope(text), cursor: cursor, isModified: isModified)
  }

  /// The buffer of a file, called like it.
  init(file path: String, text: [UInt8] = []) {
    self.init(name: path.split(separator: "/").last.map(String.init) ?? path, path: path, text: text)
  }

  package init(name: String, path: String? = nil, text: Rope, cursor: Int = 0, isModified: Bool = false) {
    self.name = name
    self.path = path
    self.text = text
    self.cursor = cursor
    self.isModified = isModified
  }
}
