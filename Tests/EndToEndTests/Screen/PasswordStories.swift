import Postgres
import TestSupport
import Testing

/// A server that asks for a password, and somebody at the keyboard who knows it.
struct PasswordStories {
  private static let role = "careful_user"
  private static let password = "gr33n t0ads"

  /// The server of the tests, which from now on asks this one role for its password.
  private static let server = Result {
    let server = try PrivateServer.shared.get()
    let connection = try Connection(server.settings())
    try connection.execute("create role \(role) login password '\(password)'")
    try connection.execute(
      """
      do $$ begin
        execute pg_catalog.format('copy (values (%L), (%L)) to %L', 'local all \(role) scram-sha-256',
          'local all all trust', pg_catalog.current_setting('hba_file'));
        perform pg_catalog.pg_reload_conf();
      end $$
      """)
    return server
  }

  private let home = TemporaryDirectory()
  private let address: String

  init() throws {
    let settings = try Self.server.get().settings().with("user", Self.role)
    // The server reads its rules again a moment later.
    _ = try eventually("the server asks for a password") { () -> Bool? in
      do {
        _ = try Connection(settings)
        return nil
      } catch {
        return true
      }
    }
    address = settings.description
  }

  @Test func `A script asks for the password that nobody gave`() throws {
    let terminal = try PseudoTerminal(["-c", "select 6 * 7 as answer", address], home: home.path, keeping: home)
    try terminal.wait(for: "Password for user \(Self.role):")
    try terminal.type(Self.password + "\r")
    try terminal.wait(for: "42")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("t0ads"))
  }

  @Test func `A question for the password is left by Ctrl-C, and -w asks none`() throws {
    let terminal = try PseudoTerminal(["-c", "select 1", address], home: home.path, keeping: home)
    try terminal.wait(for: "Password for user")
    try terminal.type("\u{3}")
    #expect(try terminal.waitForExit() == .code(130))
    #expect(terminal.isCooked)
    // Wide enough for the path of the server's socket before the words.
    let silent = try PseudoTerminal(["-w", "-c", "select 1", address], home: home.path, columns: 200, keeping: home)
    try silent.wait(for: "no password supplied")
    #expect(try silent.waitForExit() == .code(2))
  }

  @Test func `The workbench asks until the password is right, and shows and keeps none`() throws {
    let terminal = try PseudoTerminal([address], home: home.path, keeping: home)
    try terminal.wait(for: "asks for a password")
    try terminal.waitForLine()
    try terminal.type("wrong")
    try terminal.wait(for: "•••••")
    try terminal.press("Enter")
    try terminal.wait(for: "it was not the right one")
    try terminal.waitForLine()
    try terminal.type(Self.password)
    try terminal.wait(for: "•••••••••••")
    try terminal.press("Enter")
    try terminal.wait(for: "no tx")
    try terminal.type("select 6 * 7 as answer")
    try terminal.press("F5")
    try terminal.wait(for: "42")
    try terminal.wait(forOutcome: "1 row")
    try terminal.type("\u{1B}5")
    try terminal.wait("connected again, without a question") { $0.text.contains("connected to") }
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("t0ads"))
    let found = try ProgramRun(["history", "search", "t0ads"], home: home.path)
    #expect(!found.output.contains("t0ads") && home.text(of: "lines/password") == nil)
  }
}
