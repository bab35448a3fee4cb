import Glibc

extension LocalServer {
  /// Makes the cluster beside its final place and renames it, so that a killed set-up leaves nothing half-made behind.
  func setUp(_ progress: (String) -> Void) throws(PlatformError) {
    progress("setting up the local PostgreSQL server")
    let account = try ServerAccount.current()
    let programs = try ServerPrograms.find(major: nil)
    try Files.removeTree(place.unfinished)
    try account.makePrivateDirectory(place.unfinished)
    try initialise(account, programs)
    try Files.write(Self.accessRules, to: place.unfinished + "/pg_hba.conf")
    try append(Self.configuration, to: place.unfinished + "/postgresql.conf")
    guard rename(place.unfinished, place.data) == 0 else { throw .system(errno, path: place.data) }
    try Files.syncDirectory(place.root)
  }

  private func initialise(_ account: ServerAccount, _ programs: ServerPrograms) throws(PlatformError) {
    let log = open(place.setUpLog, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard log >= 0 else { throw .system(errno, path: place.setUpLog) }
    defer { close(log) }
    let directory = open(place.unfinished, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw .system(errno, path: place.unfinished) }
    defer { close(directory) }
    let (program, arguments) = try account.command(
      programs.path("initdb"),
      [
        "-D", Self.dataArgument(account, place.unfinished), "--auth=trust", "--username=\(Self.adminRole)",
        "--encoding=UTF8",
        "--locale=C.UTF-8", "--data-checksums", "--wal-segsize=4", "--no-instructions",
      ])
    let child = try ChildProcess(program, arguments, streams: .init(output: log, errors: log, directory: directory))
    guard child.wait() == 0 else {
      throw Self.explain(
        Files.text(place.setUpLog) ?? "", what: "the local server could not be set up", log: place.setUpLog)
    }
  }

  /// Anyone who can reach the socket may log in: only the owner of the directory can.
  static let accessRules = "local all all trust\n"

  /// Settings of a small private server; `ALTER SYSTEM` overrides them.
  static let configuration = """

    # Perch
    max_connections = 200
    wal_level = minimal
    max_wal_senders = 0
    max_wal_size = 512MB
    checkpoint_timeout = 15min
    log_line_prefix = '%m [%p] %u@%d '
    log_checkpoints = off
    # Statements that fail may hold secrets.
    log_min_error_statement = panic
    lc_messages = 'C'
    jit = off

    """

  private func append(_ text: String, to path: String) throws(PlatformError) {
    guard let present = Files.text(path) else { throw .system(errno, path: path) }
    try Files.write(present + text, to: path)
  }

  /// Turns what a program wrote into one sentence: the disk when it is full, else its last complaint.
  static func explain(_ output: String, what: String, log: String) -> PlatformError {
    let full = ["No space left on device", "Disk quota exceeded"]
    if full.contains(where: output.contains) { return .diskFull("\(what) (\(log))") }
    let marks = ["FATAL:", "PANIC:", "error:", "ERROR:", "fatal:"]
    let lines = output.split(separator: "\n")
    let line = lines.last { line in marks.contains { line.contains($0) } } ?? lines.last
    return .unavailable(
      line.map { "\(what): \($0.trimmingPrefix(while: \.isWhitespace)) (\(log))" } ?? "\(what), see \(log)")
  }
}
