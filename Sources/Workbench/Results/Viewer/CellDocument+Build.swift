package import Database
import TextUI

extension CellDocument {
  /// Trees of more bytes than this are shown as text: their lines would take many times the memory of the value.
  package static let treeBytes = 24 << 20

  /// The forms a value can be read in, the best first.
  package static func forms(_ column: Column, _ bytes: UnsafeRawBufferPointer) -> [Form] {
    let plain: [Form] = column.typeOID == 17 ? [.bytes, .text] : [.text, .bytes]
    guard bytes.count <= treeBytes, let best = tree(column, bytes) else { return plain }
    return [best] + plain
  }

  private static func tree(_ column: Column, _ bytes: UnsafeRawBufferPointer) -> Form? {
    switch column.typeOID {
    case 114, 3802: return .json
    // Multiranges look like arrays and are none.
    case 4451, 4532...4536: return nil
    case 142: return .xml
    case 17: return nil
    case 3904, 3906, 3908, 3910, 3912, 3926: return .range
    default: break
    }
    guard let first = bytes.first(where: { $0 > 0x20 }), let last = bytes.last(where: { $0 > 0x20 }) else { return nil }
    switch (first, last) {
    case (0x7B, 0x7D) where JSONReader.accepts(bytes): return .json
    case (0x5B, 0x5D) where JSONReader.accepts(bytes): return .json
    case (0x7B, 0x7D), (0x5B, 0x7D): return isText(column) ? nil : .array
    case (0x28, 0x29): return isText(column) ? nil : .composite
    case (0x3C, 0x3E): return .xml
    case (0x5B, 0x29), (0x5B, 0x5D), (0x28, 0x5D): return isText(column) ? nil : .range
    default: return nil
    }
  }

  private static func isText(_ column: Column) -> Bool { [25, 1043, 1042, 18, 19].contains(column.typeOID) }

  /// Lays a value out. `width` is the room for a line of text, in columns of the screen.
  package init(_ bytes: Arena, as form: Form, width: Int) {
    switch form {
    case .json:
      var reader = JSONReader(bytes.bytes)
      self.init(form: form, bytes: bytes, body: .lines(reader.read()))
    case .xml:
      var reader = XMLReader(bytes.bytes)
      self.init(form: form, bytes: bytes, body: .lines(reader.read()))
    case .array, .composite, .range:
      var reader = LiteralReader(bytes.bytes)
      let lines = reader.read(form)
      self.init(form: form, bytes: Arena(copying: reader.texts), body: .lines(lines))
    case .text: self.init(form: form, bytes: bytes, body: .text(TextWrap.starts(of: bytes.bytes, width: width)))
    case .bytes: self.init(form: form, bytes: bytes, body: .hex)
    }
  }
}

extension Arena {
  /// The bytes of a cell, which keep its result.
  package convenience init(_ cell: UnsafeRawBufferPointer, of result: ResultSet) {
    self.init(cell) { _ in withExtendedLifetime(result) {} }
  }
}
