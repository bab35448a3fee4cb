/// Texts as JSON has them.
package enum JSONText {
  /// The text in quotes; controls are escaped.
  package static func quoted(_ text: String) -> String {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { JSONWriter.quote($0, &output) }
    return String(decoding: output, as: UTF8.self)
  }
}
