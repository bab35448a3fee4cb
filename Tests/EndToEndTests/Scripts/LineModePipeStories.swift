import Glibc
import Postgres
import TestSupport
import Testing

struct LineModePipeStories {
  private let home = TemporaryDirectory()

  private func perch(_ arguments: String...) throws -> PipedProgram {
    let conninfo = try PrivateServer.shared.get().settings().description
    return try PipedProgram(["-At"] + arguments + [conninfo], home: home.path)
  }

  private static let endless = "select g, repeat('x', 100) from generate_series(1, 100000000) g"

  @Test func `A statement runs as soon as it is whole`() throws {
    let program = try perch()
    program.type("select 1; select ")
    #expect(try program.readLine() == "1\n")
    program.type("2;")
    #expect(try program.readLine() == "2\n")
    program.type("select 3")
    program.closeInput()
    #expect(try program.readLine() == "3\n")
    #expect(try program.waitForExit() == 0)
  }

  @Test func `An interrupt ends the waiting for input`() throws {
    let program = try perch()
    program.type("select 1;")
    #expect(try program.readLine() == "1\n")
    program.signal(SIGINT)
    #expect(try program.waitForExit() == 130)
  }

  @Test func `An interrupt ends a statement that runs`() throws {
    let program = try perch("-c", "select 1", "-c", "select pg_sleep(60)", "-c", "select 2")
    #expect(try program.readLine() == "1\n")
    program.signal(SIGINT)
    #expect(try program.waitForExit() == 130)
  }

  @Test func `A slow reader costs no memory and can be given up`() throws {
    let program = try perch("-c", Self.endless)
    for _ in 0..<200 { #expect(try !program.read(65_536).isEmpty) }
    program.signal(SIGINT)
    // Nothing is read any more: the pipe is full, and the program ends all the same.
    #expect(program.peakMemory > 0)
    #expect(program.peakMemory < 120_000)
    #expect(try program.waitForExit() == 130)
  }

  @Test func `A reader that leaves ends the program quietly`() throws {
    let program = try perch("-c", Self.endless)
    #expect(try !program.read(100).isEmpty)
    program.closeOutput()
    #expect(try program.waitForExit() == 141)
  }
}
