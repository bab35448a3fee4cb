import Glibc
import Postgres
import TestSupport
import Testing

@testable import Platform

/// A PostgreSQL server on the loopback that proves by a certificate to be `localhost`, and two authorities of which the first has signed it.
final class SecureServer {
  private let home = TemporaryHome()
  private let child: ChildProcess
  private(set) var port = 0

  var authority: String { home.path + "/ca.crt" }
  var strangeAuthority: String { home.path + "/other.crt" }

  init() throws {
    try home.server.start()
    try home.server.stop()
    let data = home.server.dataDirectory
    try Self.makeCertificates(in: home.path)
    try Files.write("hostssl all all 127.0.0.1/32 trust\n", to: data + "/pg_hba.conf")
    let account = try ServerAccount.owner(of: data)
    for name in ["server.crt", "server.key"] {
      try #require(rename(home.path + "/" + name, data + "/" + name) == 0)
      try #require(chown(data + "/" + name, account.userID, account.groupID) == 0)
    }
    (port, child) = try Self.start(data, account)
  }

  deinit {
    kill(child.pid, SIGINT)
    _ = child.wait()
  }

  /// The administrator's settings under a name of the server, which is reached at the loopback whatever it is called.
  func settings(host: String, root: String) -> ConnectionSettings {
    ConnectionSettings(keywords: [
      "host": host, "hostaddr": "127.0.0.1", "port": String(port), "dbname": "postgres", "user": LocalServer.adminRole,
      "sslmode": "verify-full", "sslrootcert": root, "connect_timeout": "60",
    ])
  }

  static func makeCertificates(in directory: String) throws {
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    for name in ["ca", "other"] {
      try openssl(
        ["req", "-x509"] + key + [
          "-days", "2", "-subj", "/CN=\(name)", "-keyout", "\(name).key", "-out", "\(name).crt",
        ],
        in: directory)
    }
    try openssl(
      ["req"] + key + ["-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr"], in: directory)
    try Files.write("subjectAltName=DNS:localhost\n", to: directory + "/names")
    try openssl(
      [
        "x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
        "-extfile", "names", "-out", "server.crt",
      ], in: directory)
    try #require(chmod(directory + "/server.key", 0o600) == 0)
  }

  private static func openssl(_ arguments: [String], in directory: String) throws {
    let run = try ProgramRun(arguments, program: "/usr/bin/openssl", home: directory, in: directory)
    try #require(run.code == 0, "\(run.errors)")
  }

  /// On a free port; another process may take it first.
  private static func start(_ data: String, _ account: ServerAccount) throws -> (Int, ChildProcess) {
    for _ in 0..<5 {
      let port = Int.random(in: 20_000..<32_000)
      let programs = try ServerPrograms.find(major: LocalServer.major(of: data))
      let (program, arguments) = try account.command(
        programs.path("postgres"),
        [
          "-D", LocalServer.dataArgument(account, data), "-c", "listen_addresses=127.0.0.1", "-c", "port=\(port)", "-c",
          "unix_socket_directories=", "-c", "ssl=on",
        ])
      let log = open(data + "/../secure.log", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      let directory = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { for descriptor in [log, directory] { close(descriptor) } }
      let child = try ChildProcess(
        program, arguments, streams: .init(output: log, errors: log, directory: directory))
      let isReady = try eventually("the server is up or over") { () -> Bool? in
        if child.endedWith() != nil { return false }
        return PostmasterFile(data: data).map { $0.pid == child.pid && $0.isReady } == true ? true : nil
      }
      if isReady { return (port, child) }
    }
    throw PlatformError.unavailable("no server with TLS: \(Files.text(data + "/../secure.log") ?? "")")
  }
}
