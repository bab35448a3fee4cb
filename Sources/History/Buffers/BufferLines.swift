import JSONText
import SQLText

/// The lines that keep buffers: one for each of them, whole, then one for each change of one of them.
struct BufferLines {
  private(set) var buffers: [JournalBuffer] = []
  private(set) var active = 0

  // MARK: Reading

  /// Takes what a line says in; false when it makes no sense: it, and what stands behind it, was not written to its end.
  mutating func read(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let object = JSONObject(line), let name = object[text: "name"] else { return false }
    var buffer = JournalBuffer(
      name: name, path: object[text: "path"], text: Rope([]), cursor: Int(object[number: "cursor"] ?? 0),
      isModified: object[bool: "modified"] ?? true)
    buffer.format = object[text: "format"]
    buffer.stamp = object[text: "stamp"]
    let bytes = object[text: "text"].map { Array($0.utf8) } ?? Self.bytes(hex: object[text: "bytes"] ?? "")
    let index = object[number: "buffer"].flatMap { Int(exactly: $0) } ?? buffers.count
    if index == buffers.count {
      buffer.text = Rope(bytes)
      buffers.append(buffer)
    } else {
      guard buffers.indices.contains(index) else { return false }
      buffer.text = buffers[index].text
      if let start = object[number: "at"].flatMap({ Int(exactly: $0) }) {
        let removed = object[number: "removed"].flatMap { Int(exactly: $0) } ?? 0
        guard start >= 0, removed >= 0, removed <= buffer.text.count - start else { return false }
        buffer.text.replaceSubrange(start..<start + removed, with: bytes)
      }
      buffers[index] = buffer
    }
    if object[bool: "active"] == true { active = index }
    return true
  }

  // MARK: Writing

  /// A buffer with all of its text.
  static func whole(_ buffer: JournalBuffer, isActive: Bool) -> [UInt8] {
    var line = JSONLine()
    add(buffer, isActive: isActive, to: &line)
    add(buffer.text[0..<buffer.text.count], to: &line)
    return line.finish() + [0x0A]
  }

  /// What was changed in the buffer at `index`; nil when nothing was.
  static func change(
    of index: Int, from old: JournalBuffer, to new: JournalBuffer, isActive: Bool, wasActive: Bool
  ) -> [UInt8]? {
    let (gone, come) = new.text.change(since: old.text)
    var same = old
    same.text = new.text
    if gone.isEmpty, come.isEmpty, same == new, !isActive || wasActive { return nil }
    var line = JSONLine()
    line.add("buffer", literal: String(index))
    add(new, isActive: isActive, to: &line)
    if !gone.isEmpty || !come.isEmpty {
      line.add("at", literal: String(gone.lowerBound))
      line.add("removed", literal: String(gone.count))
      add(new.text[come], to: &line)
    }
    return line.finish() + [0x0A]
  }

  private static func add(_ buffer: JournalBuffer, isActive: Bool, to line: inout JSONLine) {
    line.add("name", text: buffer.name)
    if let path = buffer.path { line.add("path", text: path) }
    line.add("cursor", literal: String(buffer.cursor))
    line.add("modified", literal: buffer.isModified ? "true" : "false")
    if let format = buffer.format { line.add("format", text: format) }
    if let stamp = buffer.stamp { line.add("stamp", text: stamp) }
    line.add("active", literal: isActive ? "true" : "false")
  }

  /// Bytes that are no UTF-8 are kept exactly, as their hexadecimal digits.
  private static func add(_ text: RopeSlice, to line: inout JSONLine) {
    let bytes = Array(text)
    if let text = String(validating: bytes, as: UTF8.self) {
      line.add("text", text: text)
    } else {
      line.add("bytes", text: bytes.map { String(256 + Int($0), radix: 16).dropFirst() }.joined())
    }
  }

  private static func bytes(hex digits: String) -> [UInt8] {
    let digits = Array(digits.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
  }
}
