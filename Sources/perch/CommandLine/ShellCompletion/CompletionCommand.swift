import Platform
import TextUI

/// `perch completion bash|zsh|fish` prints the shell's script; `words` is what the scripts ask.
enum CompletionCommand {
  static let shells = ["bash", "zsh", "fish"]

  static func run(_ arguments: [String]) throws -> Int32 {
    switch arguments.first {
    case "bash": return try Perch.say(CompletionScript.bash)
    case "zsh": return try Perch.say(CompletionScript.zsh)
    case "fish": return try Perch.say(CompletionScript.fish)
    case "words": return try words(Array(arguments.dropFirst(arguments.dropFirst().first == "--" ? 2 : 1)))
    case let shell:
      throw UsageError(
        message: "completion: \(shell.map { "unknown shell \"\($0)\"" } ?? "no shell is named"); there are "
          + shells.joined(separator: ", "))
    }
  }

  private static func words(_ words: [String]) throws -> Int32 {
    let completion = WordCompletion(
      tenants: { platform in
        guard let provider = provider(platform) else { return [] }
        return (try? provider.tenants(call))?.tenants.map(\.name) ?? []
      },
      branches: { platform, name in
        guard let provider = provider(platform), let tenant = try? provider.tenant(named: name, call) else { return [] }
        return (try? provider.branches(of: tenant, call))?.map(\.name) ?? []
      })
    let lines = completion.candidates(words).map { candidate in
      fit(candidate.word) + (candidate.text.isEmpty ? "" : "\t" + candidate.text) + "\n"
    }
    return try Perch.say(lines.joined())
  }

  /// Who waits for a key does not wait long: seconds for all that is asked.
  private static let call = Call(patience: 3)

  /// A platform that answers at once: a local server that was never set up is not set up for this.
  private static func provider(_ name: String?) -> (any Provider)? {
    if name == nil || name == "local" {
      guard let local = try? CommandPlatform.local(), local.server.status() != .absent else { return nil }
      do { try local.start() } catch { return nil }
      return local
    }
    return try? CommandPlatform.provider(name, call)
  }

  /// Names come from elsewhere: what would end the line or steer the terminal is not offered.
  private static func fit(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }
}

/// Names of what is built in.
enum EmbeddedNames {
  static var themes: [String] { EmbeddedFiles.themes.map(\.name).sorted() }
  static var keymaps: [String] { EmbeddedFiles.keymaps.map(\.name).sorted() }
}
