import SQLText

/// Goes through the tokens of a statement and copies them, secrets replaced.
struct SecretReader {
  /// How many texts are around this one.
  let nesting: Int
  private(set) var result: [UInt8] = []

  /// The next text is a secret.
  private var expectsSecret = false
  /// The text just read names a secret that follows its comma.
  private var namesSecret = false
  private var word = ""
  private var depth = 0
  private var secretCall: Int?
  private var pairCall: Int?

  private static let words: Set<String> = [
    "password", "passwd", "secret", "token", "api_key", "apikey", "access_key", "secret_key", "sslpassword",
    "passphrase",
  ]

  /// Functions whose string arguments are secrets.
  private static let secretFunctions: Set<String> = [
    "pgp_sym_encrypt", "pgp_sym_decrypt", "pgp_sym_encrypt_bytea", "pgp_sym_decrypt_bytea", "pgp_pub_decrypt",
    "pgp_pub_decrypt_bytea", "crypt", "encrypt", "decrypt", "encrypt_iv", "decrypt_iv", "hmac", "dblink_connect",
    "dblink_connect_u",
  ]

  /// Functions that take a name and then its value.
  private static let pairFunctions: Set<String> = [
    "set_config", "json_build_object", "jsonb_build_object", "hstore",
  ]

  init(nesting: Int) { self.nesting = nesting }

  mutating func take(_ kind: Token.Kind, _ bytes: ArraySlice<UInt8>) {
    switch kind {
    case .whitespace: result += bytes
    case .string, .dollarString: takeText(kind, bytes)
    case .quotedIdentifier: takeQuotedName(bytes)
    case .word: takeWord(bytes)
    case .leftParen, .rightParen: takeParen(kind, bytes)
    case .lineComment, .blockComment: result += QuotedText(kind, SecretPatterns.redact(bytes)).redacted(nesting)
    default: takeSign(bytes)
    }
  }

  /// A secret goes on over the texts that continue it.
  private mutating func takeText(_ kind: Token.Kind, _ bytes: ArraySlice<UInt8>) {
    word = ""
    if expectsSecret || secretCall != nil {
      result += "'\(Redaction.mark)'".utf8
      return
    }
    let text = QuotedText(kind, SecretPatterns.redact(bytes))
    namesSecret = pairCall == depth && Self.isSecret(String(decoding: text.body, as: UTF8.self))
    result += text.redacted(nesting)
  }

  /// Inside a text, double quotes can be those of JSON and hold a value.
  private mutating func takeQuotedName(_ bytes: ArraySlice<UInt8>) {
    word = ""
    if nesting > 0, expectsSecret {
      expectsSecret = false
      result += "\"\(Redaction.mark)\"".utf8
      return
    }
    expectsSecret = Self.isSecret(String(decoding: bytes.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
    result += SecretPatterns.redact(bytes)
  }

  private mutating func takeWord(_ bytes: ArraySlice<UInt8>) {
    word = String(decoding: bytes, as: UTF8.self).lowercased()
    // `SET app.secret TO 'x'`
    if word != "to" { expectsSecret = Self.isSecret(word) }
    result += SecretPatterns.redact(bytes)
  }

  private mutating func takeParen(_ kind: Token.Kind, _ bytes: ArraySlice<UInt8>) {
    if kind == .leftParen {
      depth += 1
      if secretCall == nil, Self.secretFunctions.contains(word) { secretCall = depth }
      if pairCall == nil, Self.pairFunctions.contains(word) { pairCall = depth }
    } else {
      if secretCall == depth { secretCall = nil }
      if pairCall == depth { pairCall = nil }
      depth -= 1
      expectsSecret = false
    }
    word = ""
    result += bytes
  }

  private mutating func takeSign(_ bytes: ArraySlice<UInt8>) {
    let sign = bytes.first ?? 0
    if sign == UInt8(ascii: ",") {
      expectsSecret = namesSecret
    } else if !"=:>\\".utf8.contains(sign) {
      // `password = 'x'`, `password := 'x'`, `password => 'x'` and `password \'x\'` still name a secret.
      expectsSecret = false
    }
    namesSecret = false
    result += SecretPatterns.redact(bytes)
  }

  /// `password`, `db_password`, `app.password`.
  private static func isSecret(_ name: String) -> Bool {
    let last = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
    return words.contains(last) || words.contains { last.hasSuffix("_" + $0) }
  }
}
