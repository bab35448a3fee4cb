/// Names of types as PostgreSQL writes them, for people write them in many ways.
enum TypeName {
  /// What `serial` and its like stand for.
  static let serial = [
    "serial": "integer", "bigserial": "bigint", "smallserial": "smallint", "serial4": "integer", "serial8": "bigint",
  ]

  private static let names = [
    "int": "integer", "int4": "integer", "int8": "bigint", "int2": "smallint", "bool": "boolean",
    "varchar": "character varying", "char": "character", "float8": "double precision", "float": "double precision",
    "float4": "real", "decimal": "numeric", "timestamptz": "timestamp with time zone",
    "timestamp": "timestamp without time zone", "timetz": "time with time zone", "time": "time without time zone",
    "bpchar": "character", "varbit": "bit varying",
  ]

  static func canonical(_ text: String) -> String {
    let isQuoted = text.contains("\"")
    let text = isQuoted ? text : text.lowercased()
    let end = text.firstIndex { $0 == "(" || $0 == "[" || $0 == " " } ?? text.endIndex
    // `timestamp(3) with time zone` says what it is already.
    guard let name = names[String(text[..<end])], !text.contains(" ") else { return text }
    return name + text[end...]
  }
}
