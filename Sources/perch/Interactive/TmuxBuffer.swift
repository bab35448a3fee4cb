import CUnix
import Glibc

/// tmux's own buffer. As it is set up (`set-clipboard external`) tmux lets its own commands set the clipboard of the terminal that it runs in, and
/// ignores what programs inside of it send.
struct TmuxBuffer: Sendable {
  private let program: String

  /// nil outside of tmux, and where its program is not found.
  init?(environment: (String) -> String?) {
    guard environment("TMUX")?.isEmpty == false else { return nil }
    let places = (environment("PATH") ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/tmux" }
    guard let program = places.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.program = program
  }

  /// Waits until tmux has taken the text, which passes through a file without a name in the directory.
  func load(_ text: String, directory: String) {
    let path = "\(directory)/tmux-\(getpid())"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer {
      close(file)
      close(null)
    }
    guard file >= 0, null >= 0 else { return }
    unlink(path)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
    lseek(file, 0, SEEK_SET)
    let words: [String] = [program, "load-buffer", "-w", "-"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    guard csystem_start_child(&pid, program, &arguments, environ, file, null, null, -1) == 0 else { return }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  }
}
