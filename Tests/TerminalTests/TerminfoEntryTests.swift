import Glibc
import TestSupport
import Testing

@testable import Terminal

struct TerminfoEntryTests {
  @Test(arguments: ["xterm-256color", "xterm", "vt100", "screen-256color", "tmux-256color", "linux", "rxvt-unicode"])
  func `A description that is read and written says the same`(type: String) throws {
    let entry = try #require(TerminfoEntry(type: type))
    let again = try #require(TerminfoEntry(entry.bytes))
    #expect(again.bytes == entry.bytes)
    let told = try infocmp(entry.bytes, type)
    #expect(told == (try infocmp(nil, type)))
  }

  @Test func `One with direct colours differs in its colours alone`() throws {
    let direct = try #require(TerminfoEntry(type: "xterm-256color")?.withDirectColors())
    let before = Set(try infocmp(nil, "xterm-256color"))
    let after = Set(try infocmp(direct.bytes, "xterm-256color"))
    let changed = Set(after.subtracting(before).map { $0.prefix { $0.isLetter || $0.isNumber } })
    #expect(changed == ["colors", "pairs", "setaf", "setab", "RGB"], "\(after.subtracting(before))")
    #expect(Set(before.subtracting(after).map { $0.prefix { $0.isLetter } }).subtracting(changed).isEmpty)
  }

  @Test func `What is no description is refused, wherever it ends`() throws {
    let bytes = try #require(TerminfoEntry(type: "xterm-256color")).bytes
    for count in 0..<600 { _ = TerminfoEntry(Array(bytes[..<count])) }
    #expect(TerminfoEntry([]) == nil && TerminfoEntry(Array("no terminfo at all".utf8)) == nil)
    #expect(TerminfoEntry(type: "no-such-terminal") == nil && TerminfoEntry(type: "../x/xterm") == nil)
  }

  /// The capabilities as the system's own tool reads them.
  private func infocmp(_ bytes: [UInt8]?, _ type: String) throws -> [String] {
    let directory = TemporaryDirectory()
    var environment: [String: String] = [:]
    if let bytes {
      try #require(mkdir(directory.path + "/" + type.prefix(1), 0o700) == 0)
      let file = open("\(directory.path)/\(type.prefix(1))/\(type)", O_WRONLY | O_CREAT, 0o600)
      try #require(bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == bytes.count)
      close(file)
      environment["TERMINFO"] = directory.path
    }
    let run = try ProgramRun(
      ["-1", "-x", type], program: "/usr/bin/infocmp", home: directory.path, environment: environment)
    try #require(run.code == 0, "\(run.errors)")
    return run.output.split(separator: "\n").filter { $0.hasPrefix("\t") }.map { String($0.dropFirst()) }.sorted()
  }
}
