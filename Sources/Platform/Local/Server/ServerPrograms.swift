import Glibc

/// The directory with PostgreSQL's server programs, and their major version.
struct ServerPrograms: Sendable, Hashable {
  let directory: String
  let major: Int

  /// The first version that copies databases with a chosen strategy.
  static let oldest = 15

  func path(_ name: String) -> String { directory + "/" + name }

  /// The newest programs of the machine; with `major`, those of that version, which made the data.
  static func find(major: Int?) throws(PlatformError) -> ServerPrograms {
    let found = packaged() + inPath()
    if let major {
      if let fit = found.first(where: { $0.major == major }) { return fit }
      throw .programsMissing(
        "the local data was made by PostgreSQL \(major), whose server programs are not installed "
          + "(Debian: apt install postgresql-\(major))")
    }
    guard let best = found.max(by: { $0.major < $1.major }) else {
      throw .programsMissing(
        "PostgreSQL's server programs (initdb, postgres) are neither in /usr/lib/postgresql nor in PATH "
          + "(Debian: apt install postgresql-15)")
    }
    guard best.major >= oldest else {
      throw .programsMissing(
        "the local platform needs PostgreSQL \(oldest) or newer, \(best.directory) has \(best.major)")
    }
    return best
  }

  private static func isComplete(_ directory: String) -> Bool {
    ["initdb", "postgres"].allSatisfy { Files.isExecutable(directory + "/" + $0) }
  }

  private static func packaged() -> [ServerPrograms] {
    let root = "/usr/lib/postgresql"
    return Files.names(in: root).compactMap(Int.init).sorted(by: >).compactMap { major in
      let directory = "\(root)/\(major)/bin"
      return isComplete(directory) ? ServerPrograms(directory: directory, major: major) : nil
    }
  }

  private static func inPath() -> [ServerPrograms] {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    var directories = path.split(separator: ":").map(String.init)
    for directory in directories where Files.isExecutable(directory + "/pg_config") {
      if let line = output(of: directory + "/pg_config", "--bindir") { directories.append(line) }
    }
    return directories.filter(isComplete).compactMap { directory in
      major(of: directory + "/postgres").map { ServerPrograms(directory: directory, major: $0) }
    }
  }

  /// `postgres (PostgreSQL) 15.20 (…)` says 15.
  private static func major(of program: String) -> Int? {
    guard let text = output(of: program, "--version"), let mark = text.firstIndex(of: ")") else { return nil }
    return Int(text[text.index(after: mark)...].drop { !$0.isNumber }.prefix { $0.isNumber })
  }

  /// The first line the program writes.
  private static func output(of program: String, _ argument: String) -> String? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    let child = try? ChildProcess(program, [argument], streams: .init(output: ends[1], errors: null))
    close(ends[1])
    close(null)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = max(read(ends[0], &bytes, bytes.count), 0)
    close(ends[0])
    guard let child, child.wait() == 0 else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").first.map(String.init)
  }
}
