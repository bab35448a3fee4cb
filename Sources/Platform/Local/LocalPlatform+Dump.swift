import Glibc

extension LocalPlatform {
  /// Fills an empty database with what another holds now, while that one stays in use: all of it or nothing.
  func copyByDump(from source: String, to target: String, _ registry: Registry) throws(PlatformError) {
    try registry.closeToPublic(target)
    try registry.allowConnections(target)
    let programs = try ServerPrograms.find(major: LocalServer.major(of: server.place.data))
    let log = "\(server.place.root)/copy-\(registry.session.pid).log"
    let errors = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard errors >= 0 else { throw .system(errno, path: log) }
    defer {
      close(errors)
      unlink(log)
    }
    let statuses = try pipeline(
      (programs.path("pg_dump"), connectionArguments(source)),
      (
        programs.path("psql"),
        connectionArguments(target) + [
          "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
        ]
      ), errors: errors)
    guard statuses == (0, 0) else {
      throw LocalServer.explain(Files.text(log) ?? "", what: "the copy by dump failed", log: server.place.log)
    }
  }

  private func connectionArguments(_ database: String) throws(PlatformError) -> [String] {
    [
      "--host=\(try server.place.socketDirectory())", "--port=5432", "--username=\(LocalServer.adminRole)",
      "--no-password",
      "--dbname=\(database)",
    ]
  }

  /// Runs two programs, the output of the first being the input of the second; returns their exit statuses.
  private func pipeline(
    _ first: (String, [String]), _ second: (String, [String]), errors: Int32
  ) throws(PlatformError) -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system(errno, path: "pipe") }
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(null) }
    let writer: ChildProcess
    do throws(PlatformError) {
      writer = try ChildProcess(first.0, first.1, streams: .init(output: ends[1], errors: errors))
    } catch {
      for end in ends { close(end) }
      throw error
    }
    close(ends[1])
    let reader = Result { () throws(PlatformError) in
      try ChildProcess(second.0, second.1, streams: .init(input: ends[0], output: null, errors: errors))
    }
    close(ends[0])
    let written = writer.wait()
    return (written, try reader.get().wait())
  }
}
