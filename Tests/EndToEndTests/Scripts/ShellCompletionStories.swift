import Glibc
import Platform
import TestSupport
import Testing

/// Words completed by the shells themselves, from the scripts that Perch prints.
struct ShellCompletionStories {
  private final class Home {
    let directory = TemporaryDirectory()

    init() throws {
      for arguments in [["tenants", "create", "ada"], ["branches", "create", "ada/dev"]] {
        #expect(try ProgramRun(arguments, home: directory.path).code == 0)
      }
    }

    /// What the shell makes of a script; `perch` in it is the program under test.
    func run(_ shell: String, _ script: String) throws -> [String] {
      let bin = directory.path + "/bin"
      mkdir(bin, 0o700)
      symlink(PseudoTerminal.perch, bin + "/perch")
      let run = try ProgramRun(
        script.isEmpty ? [] : ["-c", script], program: shell, home: directory.path,
        environment: ["PATH": "\(bin):/usr/bin:/bin"])
      #expect(run.errors.isEmpty)
      return run.output.split(separator: "\n").map(String.init)
    }

    deinit { try? LocalServer(dataHome: directory.path).destroy() }
  }

  private static let expected: [(line: String, words: [String])] = [
    ("tenants sus", ["suspend"]), ("tenants show ", ["ada"]), ("branches reset a", ["ada/"]),
    ("branches reset ada/", ["ada/main", "ada/dev"]), ("tenants create x --plan t", ["team"]),
    ("branches list --format ", ["aligned", "json"]), ("platform re", ["repair"]),
    ("branches create ada/new --from d", ["dev"]), ("--tenant ada --branch ", ["main", "dev"]),
    ("--keym", ["--keymap"]),
  ]

  @Test func `bash completes verbs, options, tenants and branches`() throws {
    let home = try Home()
    for (line, words) in Self.expected {
      let script = """
        source <(perch completion bash)
        COMP_LINE="perch \(line)"; COMP_POINT=${#COMP_LINE}
        read -ra COMP_WORDS <<< "$COMP_LINE"; [[ "$COMP_LINE" == *' ' ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _perch; printf '%s\\n' "${COMPREPLY[@]}"
        """
      #expect(try home.run("/bin/bash", script) == words, "\(line)")
    }
    // bash has split the word at the sign.
    let value = """
      source <(perch completion bash); COMP_LINE='perch tenants list --format=j'; COMP_POINT=${#COMP_LINE}
      COMP_WORDS=(perch tenants list --format = j); COMP_CWORD=5; _perch; printf '%s\\n' "${COMPREPLY[@]}"
      """
    #expect(try home.run("/bin/bash", value) == ["json"])
  }

  @Test(.enabled(if: access("/usr/bin/zsh", X_OK) == 0)) func `zsh completes the same`() throws {
    let home = try Home()
    for (line, words) in Self.expected {
      let script = """
        compdef() { : }; _files() { print files }; compadd() { print -l -- "${(@P)@[-1]}" }
        source <(perch completion zsh)
        words=(perch "${(@s: :)${:-\(line)}}"); CURRENT=${#words}; _perch
        """
      #expect(try home.run("/usr/bin/zsh", script) == words, "\(line)")
    }
  }

  @Test(.enabled(if: access("/usr/bin/fish", X_OK) == 0)) func `fish completes the same`() throws {
    let home = try Home()
    for (line, words) in Self.expected {
      let found = try home.run("/usr/bin/fish", "perch completion fish | source; complete -C 'perch \(line)'")
      #expect(Set(found.map { String($0.prefix { $0 != "\t" }) }) == Set(words), "\(line)")
    }
  }

  @Test func `A machine without a local server is not given one for a word`() throws {
    let directory = TemporaryDirectory()
    let run = try ProgramRun(["completion", "words", "--", "tenants", "show", ""], home: directory.path)
    #expect(run.code == 0 && run.output.isEmpty)
    #expect(LocalServer(dataHome: directory.path).status() == .absent)
    #expect(try ProgramRun(["completion", "tcsh"], home: directory.path).code == 64)
  }
}
