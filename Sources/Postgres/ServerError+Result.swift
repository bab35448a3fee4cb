import CLibpq
import Database

extension ServerError {
  /// The error or notice of a result. `statement` is the text that was sent: the server counts places from 1, in characters unless it knows no
  /// encoding, Perch in bytes from 0.
  init(result: OpaquePointer, statement: String, countsBytes: Bool = false) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
    guard let message = field("M") else {
      self.init(connectionMessage: PQresultErrorMessage(result))
      return
    }
    // V is never translated, S is; servers before 9.6 have no V.
    self.init(severity: field("V") ?? field("S") ?? "ERROR", sqlState: field("C") ?? "", message: message)
    detail = field("D")
    hint = field("H")
    context = field("W")
    func offset(_ place: String?, in text: String) -> Int? {
      guard let place = place.flatMap({ Int($0) }) else { return nil }
      return countsBytes ? min(max(0, place - 1), text.utf8.count) : Self.byteOffset(ofCharacter: place, in: text)
    }
    self.offset = offset(field("P"), in: statement)
    internalQuery = field("q")
    if let internalQuery { internalOffset = offset(field("p"), in: internalQuery) }
    schema = field("s")
    table = field("t")
    column = field("c")
    dataType = field("d")
    constraint = field("n")
  }

  /// What libpq itself has to say; the first line is the message, the rest the detail.
  init(connectionMessage: UnsafePointer<CChar>?) {
    let lines = Self.text(connectionMessage).split(separator: "\n").map { line in
      String(line.drop { $0 == "\t" || $0 == " " })
    }.filter { line in
      // What libpq says of a connection that it has closed itself, and where in the server's source something is said.
      line != "invalid socket" && !line.hasPrefix("LOCATION: ")
    }
    var first = lines.first ?? "the connection is gone"
    var severity = "FATAL"
    for known in ["FATAL", "ERROR", "PANIC"] where first.hasPrefix(known + ":") {
      severity = known
      first = String(first.dropFirst(known.utf8.count + 1).drop { $0 == " " })
    }
    // `connection to server … failed: FATAL:  reason`: the reason comes first, where it went to is the detail.
    var rest = Array(lines.dropFirst())
    if let (place, reason) = Self.split(first, at: " failed: FATAL: ") {
      rest.insert(place + " failed", at: 0)
      first = reason
    }
    self.init(severity: severity, sqlState: Self.takeState(&first), message: first)
    if !rest.isEmpty { detail = rest.joined(separator: "\n") }
  }

  /// Takes off the code that stands before a message; empty when there is none.
  private static func takeState(_ message: inout String) -> String {
    let isCode = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) }
    let bytes = Array(message.utf8)
    guard bytes.count > 7, bytes[..<5].allSatisfy(isCode), bytes[5...6].elementsEqual(": ".utf8) else { return "" }
    message = String(decoding: bytes[7...], as: UTF8.self)
    return String(decoding: bytes[..<5], as: UTF8.self)
  }

  private static func split(_ line: String, at mark: String) -> (before: String, behind: String)? {
    let (text, wanted) = (Array(line.utf8), Array(mark.utf8))
    guard text.count > wanted.count,
      let place = (0...text.count - wanted.count).first(where: { text[$0...].starts(with: wanted) })
    else { return nil }
    let behind = text[(place + wanted.count)...].drop { $0 == 0x20 }
    return (String(decoding: text[..<place], as: UTF8.self), String(decoding: behind, as: UTF8.self))
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

  private static func byteOffset(ofCharacter place: Int, in text: String) -> Int {
    var left = place - 1
    var offset = 0
    for byte in text.utf8 {
      if byte & 0xC0 != 0x80 {
        if left <= 0 { return offset }
        left -= 1
      }
      offset += 1
    }
    return offset
  }
}
