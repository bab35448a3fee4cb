/// Text that was deleted or yanked, and how it goes in again.
struct VimText: Sendable, Hashable {
  var bytes: [UInt8]
  var kind: VimVisual.Kind
}

/// Vim's registers: unnamed, named, numbered, the small one, the last inserted text, and the system's clipboard.
struct VimRegisters: Sendable {
  private var texts: [Unicode.Scalar: VimText] = [:]
  fileprivate var last: Unicode.Scalar = "0"

  static func isName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "\"", "-", "_", "+", "*", ".", "/", ":": true
    default: false
    }
  }

  static func isClipboard(_ name: Unicode.Scalar?) -> Bool { name == "+" || name == "*" }

  subscript(name: Unicode.Scalar?) -> VimText? {
    switch name {
    case nil, "\"": texts[last]
    case "*": texts["+"]
    default: texts[name!.properties.lowercaseMapping.unicodeScalars.first!]
    }
  }

  /// Sets a register as it is, such as the one of the last inserted text.
  mutating func set(_ name: Unicode.Scalar, _ text: VimText) { texts[name] = text }

  mutating func yank(_ text: VimText, to name: Unicode.Scalar?) {
    if name == nil || name == "\"" {
      texts["0"] = text
      last = "0"
    } else {
      store(text, in: name!)
    }
  }

  /// Deleted text of several lines moves the numbered registers on; less goes to the small one.
  mutating func delete(_ text: VimText, to name: Unicode.Scalar?, isLarge: Bool) {
    if name == "_" { return }
    if let name, name != "\"" { store(text, in: name) }
    let isLarge = isLarge || text.kind == .lines || text.bytes.contains(0x0A)
    if isLarge {
      for digit in (2...9).reversed() {
        texts[Unicode.Scalar(UInt8(48 + digit))] = texts[Unicode.Scalar(UInt8(47 + digit))]
      }
      texts["1"] = text
    } else if name == nil || name == "\"" {
      texts["-"] = text
    }
    if name == nil || name == "\"" { last = isLarge ? "1" : "-" }
  }

  fileprivate mutating func store(_ text: VimText, in name: Unicode.Scalar) {
    guard name != "_" else { return }
    let key: Unicode.Scalar = name == "*" ? "+" : name.properties.lowercaseMapping.unicodeScalars.first!
    last = key
    guard ("A"..."Z").contains(name), var old = texts[key] else {
      texts[key] = text
      return
    }
    if old.kind == .lines || text.kind == .lines {
      if old.bytes.last != 0x0A { old.bytes.append(0x0A) }
      old.bytes += text.bytes
      if old.bytes.last != 0x0A { old.bytes.append(0x0A) }
      old.kind = .lines
    } else {
      old.bytes += text.bytes
    }
    texts[key] = old
  }

  /// All that hold something, by name.
  var all: [(Unicode.Scalar, VimText)] { texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
}

extension VimRegisters {
  /// Keeps a recorded macro; an upper-case name adds to the one that is there. The unnamed register stays as it is.
  mutating func keep(_ text: VimText, in name: Unicode.Scalar) {
    let before = last
    store(text, in: name)
    last = before
  }
}
