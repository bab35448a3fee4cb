import Glibc
import Workbench

/// The editor that the user likes best, for a text.
struct ExternalEditor {
  let command: String

  /// As psql chooses it.
  init(environment: (String) -> String?) {
    command = ["PSQL_EDITOR", "VISUAL", "EDITOR"].lazy.compactMap(environment).first { !$0.isEmpty } ?? "vi"
  }

  /// Runs it on a file of its own in the directory and returns what it left there. `line` and `column` count from 1.
  func edit(
    _ text: [UInt8], name: String, line: Int, column: Int, directory: String
  ) -> Result<[UInt8], Failure> {
    let safe = name.unicodeScalars.map { $0.properties.isAlphabetic || $0.properties.numericType != nil ? $0 : "_" }
    let path = "\(directory)/edit-\(getpid())-\(String(String.UnicodeScalarView(safe.prefix(40)))).sql"
    defer { unlink(path) }
    do throws(FileText.Problem) {
      try FileText.write(text, to: path, mode: 0o600)
      guard let code = ForegroundProgram.run(command, arguments(path, line: line, column: column)) else {
        return .failure(Failure("\(command) did not run"))
      }
      guard code == 0 else {
        return .failure(Failure("\(command) ended with code \(code); the buffer stays as it was"))
      }
      var edited = try FileText.read(path)
      // Editors end the last line where the buffer may not.
      if edited.last == 0x0A, text.last != 0x0A { edited.removeLast() }
      return .success(edited)
    } catch {
      return .failure(Failure(error.message))
    }
  }

  /// How an editor takes the place of the cursor; one that is not known, such as a script, gets the file alone.
  private func arguments(_ path: String, line: Int, column: Int) -> [String] {
    let program = command.split(separator: " ").first?.split(separator: "/").last.map(String.init) ?? ""
    switch program {
    case "vi", "vim", "nvim", "gvim", "view": return ["+call cursor(\(line),\(column))", path]
    case "emacs", "emacsclient", "micro", "kak": return ["+\(line):\(column)", path]
    case "nano", "pico": return ["+\(line),\(column)", path]
    case "hx", "helix", "subl", "zed": return ["\(path):\(line):\(column)"]
    case "code", "codium": return ["--wait", "--goto", "\(path):\(line):\(column)"]
    case "ed", "joe", "jed", "mg", "ne", "mcedit", "kate", "gedit": return ["+\(line)", path]
    default: return [path]
    }
  }
}
