import Glibc
import Postgres
import TestSupport
import Testing

@testable import Platform

/// A site on the loopback that proves by a certificate to be `localhost`; `authority` has signed it.
final class SecureSite {
  private let directory = TemporaryDirectory()
  private let child: ChildProcess
  let address: String

  var authority: String { directory.path + "/ca.crt" }

  init() throws {
    try SecureServer.makeCertificates(in: directory.path)
    (address, child) = try Self.start(in: directory.path)
  }

  deinit {
    kill(child.pid, SIGKILL)
    _ = child.wait()
  }

  /// On a free port; another process may take it first.
  private static func start(in directory: String) throws -> (String, ChildProcess) {
    for _ in 0..<5 {
      let port = Int.random(in: 20_000..<32_000)
      let log = open(directory + "/site.log", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      let place = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { for descriptor in [log, place] { close(descriptor) } }
      let files = ["-cert", directory + "/server.crt", "-key", directory + "/server.key"]
      let child = try ChildProcess(
        "/usr/bin/openssl", ["s_server", "-accept", "127.0.0.1:\(port)", "-www"] + files,
        streams: .init(output: log, errors: log, directory: place))
      let isReady = try eventually("the site is up or over") { () -> Bool? in
        if child.endedWith() != nil { return false }
        return Files.text(directory + "/site.log")?.contains("ACCEPT") == true ? true : nil
      }
      if isReady { return ("https://localhost:\(port)", child) }
    }
    throw PlatformError.unavailable("no site with TLS: \(Files.text(directory + "/site.log") ?? "")")
  }
}
