import JSONText
import Testing

struct JSONScannerTests {
  /// What a reader that keeps everything reads, written again without space.
  private static func echo(_ scanner: inout JSONScanner) throws(JSONProblem) -> String {
    switch scanner.next() {
    case UInt8(ascii: "{"):
      var members: [String] = []
      try scanner.object { (scanner, name) throws(JSONProblem) in
        members.append("\(JSONString.quoted(name)):\(try echo(&scanner))")
      }
      return "{\(members.joined(separator: ","))}"
    case UInt8(ascii: "["):
      var values: [String] = []
      try scanner.list { (scanner) throws(JSONProblem) in values.append(try echo(&scanner)) }
      return "[\(values.joined(separator: ","))]"
    case UInt8(ascii: "\""): return JSONString.quoted(try scanner.text())
    default:
      for word in ["true", "false", "null"] where scanner.take(word: word) { return word }
      return try scanner.number()
    }
  }

  private static func read<Value>(
    _ text: String, _ read: (inout JSONScanner) throws(JSONProblem) -> Value
  ) throws(JSONProblem) -> Value {
    try Array(text.utf8).withUnsafeBufferPointer { bytes throws(JSONProblem) in
      var scanner = JSONScanner(UnsafeRawBufferPointer(bytes))
      let value = try read(&scanner)
      guard scanner.next() == nil else { throw scanner.problem("something follows the value") }
      return value
    }
  }

  @Test(arguments: [
    (" { \"a\" : [ 1 , -2.50e+3 , true , null ] , \"b\" : { } } ", #"{"a":[1,-2.50e+3,true,null],"b":{}}"#),
    ("\u{FEFF}[]", "[]"),
    (#""\u00e4\ud83d\ude00\ud83d\n\/""#, "\"ä😀\u{FFFD}\\n/\""),
    ("12345678901234567890.10", "12345678901234567890.10"),
    ("\"\u{1b}\u{7f}\"", #""\u001b\u007f""#),
  ])
  func `A value is read with its digits and characters, and passed over alike`(json: String, expected: String) throws {
    #expect(try Self.read(json, Self.echo) == expected)
    try Self.read(json) { (scanner) throws(JSONProblem) in try scanner.skipValue() }
  }

  @Test(arguments: [
    ("", "it ends too early"), ("[1,", "it ends too early"), (#""\u12"#, "it ends too early"),
    ("[1 2]", "byte 3: a comma or ] is missing"), (#"{"a" 1}"#, "byte 5: a colon is missing"),
    ("{a:1}", "byte 1: a name is missing"), ("[x]", "byte 1: a value is missing"), ("+1", "byte 0: a value is missing"),
    (#"["a\q"]"#, "byte 3: an unknown escape"), (#""\u+123""#, "byte 1: an unknown escape"),
    ("1 2", "byte 2: something follows the value"),
    (String(repeating: "[", count: 300), "byte 201: too many levels"),
  ])
  func `What is no JSON is named with its place`(json: String, problem: String) {
    #expect(throws: JSONProblem(message: problem)) { try Self.read(json, Self.echo) }
    #expect(throws: JSONProblem(message: problem)) {
      try Self.read(json) { (scanner) throws(JSONProblem) in try scanner.skipValue() }
    }
  }

  @Test func `A flat object keeps the digits of its numbers and reads nested values over`() throws {
    let json = #"{"id":9007199254740993,"deep":{"a":[1,"}"]},"none":null,"yes":true,"text":"x"}"#
    let object = try #require(Array(json.utf8).withUnsafeBytes { JSONObject($0) })
    #expect(object.values["id"] == .number("9007199254740993"))
    #expect(object[bool: "yes"] == true)
    #expect(object[text: "text"] == "x")
    #expect(object.values.count == 3)
  }

  @Test func `Of a broken object stays what stands before the mistake`() {
    let bytes = Array(#"{"id":7,"text":x}"#.utf8)
    #expect(bytes.withUnsafeBytes { JSONObject($0)?.values } == nil)
    #expect(bytes.withUnsafeBytes { JSONObject(beginningOf: $0).values } == ["id": .number("7")])
  }
}
