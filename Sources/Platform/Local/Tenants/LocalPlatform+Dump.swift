import Glibc

extension LocalPlatform {
  /// Fills an empty database with what another holds now, while that one stays in use: all of it or nothing.
  func copyByDump(
    from source: String, to target: String, isSchemaOnly: Bool, _ registry: Registry, _ call: Call
  ) throws(PlatformError) {
    try registry.closeToPublic(target)
    try registry.allowConnections(target)
    let programs = try programs()
    try runPrograms(
      [
        (programs.path("pg_dump"), try connectionArguments(source) + (isSchemaOnly ? ["--schema-only"] : [])),
        (
          programs.path("psql"),
          try connectionArguments(target) + [
            "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
          ]
        ),
      ], what: "the copy by dump", call)
  }

  /// Writes a branch to its dump, complete with what belongs to its database; returns the size in bytes.
  func dump(_ branch: Branch, _ call: Call) throws(PlatformError) -> Int64 {
    let what = "archiving \(branch.tenant) ▸ \(branch.name)"
    call.progress(what)
    try Files.makeDirectory(server.place.archive, mode: 0o700)
    let path = server.place.dump(of: branch)
    let partial = path + ".unfinished"
    var nextTold = MonotonicTime.now + 0.5
    try runPrograms(
      [
        (
          try programs().path("pg_dump"),
          try connectionArguments(branch.database, for: branch) + [
            "--format=custom", "--compress=6", "--create", "--file=\(partial)",
          ]
        )
      ], what: what, call
    ) {
      guard MonotonicTime.now > nextTold else { return }
      nextTold = MonotonicTime.now + 0.5
      call.progress("\(what): \((Files.attributes(partial)?.st_size ?? 0) / 1_000_000) MB written")
    }
    try Files.sync(partial)
    guard rename(partial, path) == 0 else { throw .system(errno, path: path) }
    try Files.syncDirectory(server.place.archive)
    return Int64(Files.attributes(path)?.st_size ?? 0)
  }

  /// Makes a branch's database again from its dump.
  func load(_ branch: Branch, _ call: Call) throws(PlatformError) {
    let what = "restoring \(branch.tenant) ▸ \(branch.name)"
    call.progress(what)
    let path = server.place.dump(of: branch)
    try runPrograms(
      [
        (
          try programs().path("pg_restore"),
          try connectionArguments("postgres", for: branch) + ["--create", "--exit-on-error", "--jobs=4", path]
        )
      ], what: what, call)
  }

  func programs() throws(PlatformError) -> ServerPrograms {
    try ServerPrograms.find(major: LocalServer.major(of: server.place.data))
  }

  /// The administrator's way to a database. A protected one would refuse being filled.
  func connectionArguments(_ database: String, for branch: Branch? = nil) throws(PlatformError) -> [String] {
    let application = branch.map { " application_name=\(Registry.copier(of: $0))" } ?? ""
    let options = "options='-c default_transaction_read_only=off -c statement_timeout=0 -c lock_timeout=0'"
    let name = "dbname='\(database.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'"))'"
    return [
      "--host=\(try server.place.socketDirectory())", "--port=5432", "--username=\(LocalServer.adminRole)",
      "--no-password", "--dbname=\(name) \(options)\(application)",
    ]
  }

  /// Runs one program, or two of which the first writes to the second. Throws when one fails; ends them when the call is given up.
  func runPrograms(
    _ commands: [(program: String, arguments: [String])], what: String, _ call: Call,
    whileWaiting: () -> Void = {}
  ) throws(PlatformError) {
    let log = "\(server.place.root)/copy-\(getpid())-\(UInt64(MonotonicTime.now * 1e6)).log"
    let errors = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard errors >= 0 else { throw .system(errno, path: log) }
    defer {
      close(errors)
      unlink(log)
    }
    let children = try Self.start(commands.map(Self.mortal), errors: errors)
    var statuses = [Int32?](repeating: nil, count: children.count)
    var isCancelled = false
    while statuses.contains(nil) {
      for (index, child) in children.enumerated() where statuses[index] == nil { statuses[index] = child.endedWith() }
      if statuses.contains(nil) {
        whileWaiting()
        if !isCancelled, call.cancellation.isCancelled {
          isCancelled = true
          for (index, child) in children.enumerated() where statuses[index] == nil { kill(child.pid, SIGTERM) }
        }
        MonotonicTime.pause(milliseconds: 5)
      }
    }
    if isCancelled { throw .cancelled }
    guard statuses.allSatisfy({ $0 == 0 }) else {
      throw LocalServer.explain(Files.text(log) ?? "", what: "\(what) failed", log: server.place.log)
    }
  }

  /// The command so that it dies with this thread, which waits for it: nobody else would end what a dead process has begun. A parent that
  /// died before the wish was noted sends no signal any more, so that the program starts only if its parent is still there.
  private static func mortal(_ command: (program: String, arguments: [String])) -> (String, [String]) {
    guard Files.isExecutable(setpriv) else { return command }
    let start = #"[ "$PPID" = "$0" ] && exec "$@""#
    let words = ["--pdeathsig", "KILL", "/bin/sh", "-c", start, String(getpid()), command.program]
    return (setpriv, words + command.arguments)
  }

  private static let setpriv = "/usr/bin/setpriv"

  private static func start(
    _ commands: [(program: String, arguments: [String])], errors: Int32
  ) throws(PlatformError) -> [ChildProcess] {
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(null) }
    guard commands.count > 1 else {
      return [
        try ChildProcess(commands[0].program, commands[0].arguments, streams: .init(output: null, errors: errors))
      ]
    }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system(errno, path: "pipe") }
    defer { for end in ends { close(end) } }
    let writer = try ChildProcess(
      commands[0].program, commands[0].arguments, streams: .init(output: ends[1], errors: errors))
    do throws(PlatformError) {
      let reader = try ChildProcess(
        commands[1].program, commands[1].arguments, streams: .init(input: ends[0], output: null, errors: errors))
      return [writer, reader]
    } catch {
      kill(writer.pid, SIGKILL)
      _ = writer.wait()
      throw error
    }
  }
}
