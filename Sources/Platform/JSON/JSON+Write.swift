import JSONText

extension JSON {
  /// Compact UTF-8.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    write(to: &result)
    return result
  }

  private func write(to result: inout [UInt8]) {
    switch self {
    case .null: result += "null".utf8
    case .bool(let value): result += (value ? "true" : "false").utf8
    case .number(let digits): result += digits.utf8
    case .text(let text): JSONString.quote(text, into: &result)
    case .list(let values):
      Self.write(values, "[", "]", to: &result) { value, result in value.write(to: &result) }
    case .object(let members):
      Self.write(members, "{", "}", to: &result) { member, result in
        JSONString.quote(member.name, into: &result)
        result.append(UInt8(ascii: ":"))
        member.value.write(to: &result)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar, to result: inout [UInt8],
    _ write: (Element, inout [UInt8]) -> Void
  ) {
    result.append(UInt8(ascii: open))
    for (place, element) in elements.enumerated() {
      if place > 0 { result.append(UInt8(ascii: ",")) }
      write(element, &result)
    }
    result.append(UInt8(ascii: close))
  }
}
