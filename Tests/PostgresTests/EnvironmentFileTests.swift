import Glibc
import Postgres
import TestSupport
import Testing

@Suite struct EnvironmentFileTests {
  private static let names: Set<String> = ["DATABASE_URL", "NEON_API_KEY"]

  private func value(_ line: String) -> String? {
    EnvironmentFile(text: line, path: ".env", names: Self.names).values["DATABASE_URL"]
  }

  @Test(arguments: [
    ("DATABASE_URL=postgres://h/db", "postgres://h/db"),
    ("export DATABASE_URL = \"postgres://h/db\"", "postgres://h/db"),
    ("DATABASE_URL='a#b$c'", "a#b$c"), ("DATABASE_URL=a#b # comment", "a#b"),
    ("DATABASE_URL=\"a\\\"b\\nc\" # x", "a\"b\nc"),
    ("  DATABASE_URL=x\r\nOTHER=y", "x"), ("DATABASE_URL=a\nDATABASE_URL=b", "b"),
  ])
  func `Values are read as tools write them`(line: String, expected: String) {
    #expect(value(line) == expected)
  }

  @Test(arguments: ["DATABASE_URL=", "# DATABASE_URL=x", "OTHER=x", "DATABASE_URLS=x", "DATABASE_URL", ""])
  func `What names nothing gives nothing`(line: String) { #expect(value(line) == nil) }

  @Test(arguments: ["DATABASE_URL=${A}/x", "DATABASE_URL=\"$(whoami)\"", "DATABASE_URL=\"open"])
  func `Nothing is expanded or run`(line: String) {
    let file = EnvironmentFile(text: line, path: ".env", names: Self.names)
    #expect(file.values.isEmpty && file.remarks.count == 1)
  }

  @Test func `Only a plain file of one's own is read`() throws {
    let directory = TemporaryDirectory()
    directory.write("NEON_API_KEY=k\nPATH=/evil", to: ".env")
    let path = directory.path + "/.env"
    #expect(EnvironmentFile.read(path, names: Self.names).values == ["NEON_API_KEY": "k"])
    #expect(EnvironmentFile.read(directory.path, names: Self.names).values.isEmpty)
    mkfifo(directory.path + "/pipe", 0o600)
    #expect(EnvironmentFile.read(directory.path + "/pipe", names: Self.names).values.isEmpty)
    guard geteuid() == 0 else { return }
    chown(path, 65_534, 65_534)
    let foreign = EnvironmentFile.read(path, names: Self.names)
    #expect(foreign.values.isEmpty && foreign.remarks == ["\(path) belongs to another user and was not read"])
  }

  @Test func `A server on the open internet must prove who it is, one nearby as libpq has it`() {
    func mode(_ keywords: [String: String], _ variables: [String: String] = [:]) -> String? {
      ConnectionSettings(keywords: keywords).trusting(roots: "/roots.pem") { variables[$0] }.settings["sslmode"]
    }
    #expect(mode(["host": "db.example.com"]) == "verify-full")
    #expect(mode(["host": "db.example.com", "sslmode": "require"]) == "require")
    #expect(mode(["host": "ep-x.aws.neon.tech", "sslmode": "require"]) == "verify-full")
    #expect(mode(["host": "ep-x.aws.neon.tech", "sslmode": "disable"]) == "disable")
    #expect(mode(["host": "db.example.com"], ["PGSSLMODE": "prefer"]) == nil)
    for near in [
      "", "/tmp", "localhost", "127.0.0.1", "10.1.2.3", "192.168.0.7", "172.31.0.1", "::1", "fd00::1", "db", "x.lan",
    ] {
      #expect(mode(["host": near]) == nil, "\(near)")
    }
    #expect(mode(["host": "172.32.0.1"]) == "verify-full" && mode(["host": "8.8.8.8"]) == "verify-full")
  }
}
