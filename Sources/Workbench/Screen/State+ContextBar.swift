import Database
import TextUI

extension State {
  /// Place, server and transaction, in the first line.
  func drawContextBar(into frame: inout Frame, rect: Rect) {
    frame.fill(rect, style: theme[.contextBar])
    let right = contextRight(room: rect.width - 20)
    let rightWidth = DisplayWidth.of(right)
    let showsRight = rightWidth + 2 <= rect.width
    let rightStart = rect.width - rightWidth - 1
    let end = showsRight ? rightStart - 2 : rect.width
    var x = 1
    let strong = [placeText] + (place != nil ? link.facts.map { [$0.database] } ?? [] : [])
    x += frame.write(
      shortening: strong.joined(separator: " ▸ "), x: x, y: 0, maxWidth: end - x, style: theme[.contextBarStrong])
    if let word = guardText { x += frame.write("  \(word)", x: x, y: 0, maxWidth: end - x, style: theme[.protected]) }
    if let mismatch = link.mismatch {
      x += frame.write(
        shortening: "  MISMATCH: \(mismatch)", x: x, y: 0, maxWidth: end - x, style: theme[.protected])
    }
    frame.write(shortening: "  \(contextLeft)", x: x, y: 0, maxWidth: end - x, style: theme[.contextBar])
    if showsRight { frame.write(right, x: rightStart, y: 0, maxWidth: rightWidth, style: theme[.contextBar]) }
  }

  private var contextLeft: String {
    switch link.phase {
    case .connecting:
      return link.progress ?? "connecting"
    case .down(let reason):
      return "not connected: \(reason)"
    case .connected(let facts):
      let platform = place == nil ? (facts.isLocalSocket ? "socket" : facts.host) : listing?.platform ?? "local"
      var parts = [platform, "pg \(facts.serverVersion)", "role \(facts.role)"]
      if facts.isSuperuser { parts.append("superuser") }
      if facts.isReadOnly || facts.isInRecovery { parts.append("read-only") }
      parts += branchMarks
      return parts.joined(separator: " · ")
    }
  }

  /// What the platform says of the branch where one is.
  private var branchMarks: [String] {
    guard let branch = place.flatMap({ branch($0) }) else { return [] }
    let expiry = branch.expiresAt.map { expiryText($0 - (listing?.time ?? 0)) }
    return (branch.isDefault ? ["default"] : []) + (expiry.map { [$0] } ?? [])
  }

  /// What has room of it; the state of the transaction stands there always.
  private func contextRight(room: Int) -> String {
    var way: [String] = []
    if let facts = link.facts {
      way.append(facts.isPooled ? "pooled" : "direct")
      if !facts.isLocalSocket { way.append(facts.usesTLS ? "TLS" : "no TLS") }
    }
    let transaction = link.facts == nil ? [] : transactionTexts
    let whole = (way + transaction).joined(separator: " · ")
    let help = keymap.key(for: "app.help").map { "  \($0) help" } ?? ""
    let least = transaction.joined(separator: " · ")
    return [whole + help, whole].first { DisplayWidth.of($0) <= room } ?? least
  }
}
