/// Takes secrets out of texts that come back from elsewhere.
package enum SecretMask {
  /// Passwords of connection strings and the given secrets become `…`.
  package static func apply(_ text: String, secrets: [String] = []) -> String {
    var result = text
    for secret in secrets where secret.utf8.count > 3 { result = result.split(around: secret).joined(separator: "…") }
    return withoutPasswords(result)
  }

  /// `scheme://user:password@host` keeps the user.
  private static func withoutPasswords(_ text: String) -> String {
    let pieces = text.split(around: "://")
    guard pieces.count > 1 else { return text }
    var result = pieces[0]
    for piece in pieces.dropFirst() {
      let authority = piece.prefix { !" /\"'\n\t<>".contains($0) }
      guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
        result += "://" + piece
        continue
      }
      result += "://" + authority[..<colon] + ":…" + piece[at...]
    }
    return result
  }
}

extension String {
  /// The pieces between the occurrences of a text, byte by byte.
  fileprivate func split(around mark: String) -> [String] {
    let (text, wanted) = (Array(utf8), Array(mark.utf8))
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index + wanted.count <= text.count {
      if text[index] == wanted[0], text[index..<index + wanted.count].elementsEqual(wanted) {
        pieces.append(String(decoding: text[start..<index], as: UTF8.self))
        index += wanted.count
        start = index
      } else {
        index += 1
      }
    }
    return pieces + [String(decoding: text[start...], as: UTF8.self)]
  }
}
