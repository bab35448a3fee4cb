/// Two branches whose schemas are compared.
package struct PlatformComparison: Sendable, Hashable {
  package var tenant: String
  package var branch: String
  /// What it is compared with.
  package var baseTenant: String
  package var base: String

  var text: String { "\(tenant) ▸ \(branch) with \(baseTenant) ▸ \(base)" }
}

extension State {
  /// Asks how the schema of a branch differs from the one where the session in front is.
  mutating func compareWithCurrent(_ place: Place) -> [Effect] {
    guard let here = self.place else { return complain("the session in front is on no branch") }
    guard here != place else { return complain("this is where you are; choose another branch to compare with it") }
    let comparison = PlatformComparison(
      tenant: place.tenant, branch: place.branch, baseTenant: here.tenant, base: here.branch)
    overlay = nil
    say("comparing \(comparison.text) …", .progress)
    return [.compareSchemas(comparison)]
  }

  /// Shows the differences in a buffer of their own.
  mutating func receive(compared comparison: PlatformComparison, _ answer: Result<String, Failure>) {
    switch answer {
    case .failure(let failure): say(failure.message, .error)
    case .success(let text) where text.isEmpty: say("the schemas are equal: \(comparison.text)", .success)
    case .success(let text):
      let name = "\(comparison.branch) ⇄ \(comparison.base).diff"
      editor.open(BufferSnapshot(name: name, text: Array(text.utf8)))
      focus = .editor
      say("compared \(comparison.text): - is only in \(comparison.base), + only in \(comparison.branch)", .success)
    }
  }
}
