import Glibc
import TestSupport
import Testing

@testable import Platform

/// A directory of its own with a local server in it; stopped and removed at the end.
final class TemporaryHome: Sendable {
  let path: String
  let server: LocalServer

  /// `depth` adds directories with long names below the temporary one.
  init(depth: Int = 0) {
    path = TemporaryDirectory.make("perch-test")
    let below = String(repeating: "/a-directory-with-quite-a-long-name", count: depth)
    server = LocalServer(dataHome: path + below)
  }

  /// Another view of the same server, as a second Perch has it.
  func another() -> LocalServer { LocalServer(dataHome: Files.parent(of: server.place.root)) }

  deinit {
    try? server.stop()
    try? Files.removeTree(path)
  }

  /// Runs psql as the administrator and gives its output; a failure becomes part of it.
  func psql(_ sql: String, database: String = "postgres") throws -> String {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    // A program that another test starts would keep the pipe open as long as it lives.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let program = try ServerPrograms.find(major: nil).path("psql")
    let arguments = [
      "-X", "-A", "-t", "-h", try server.place.socketDirectory(), "-U", LocalServer.adminRole, "-d", database, "-c",
      sql,
    ]
    let child = try ChildProcess(program, arguments, streams: .init(output: ends[1], errors: ends[1]))
    close(ends[1])
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while case let count = read(ends[0], &block, block.count), count > 0 { bytes.append(contentsOf: block[..<count]) }
    close(ends[0])
    _ = child.wait()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined(separator: "\n")
  }
}
