import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Platform

@Suite struct LocalServerTests {
  private func runningPID(_ server: LocalServer) throws -> pid_t {
    guard case .running(let pid) = server.status() else {
      Issue.record("the server is \(server.status().text)")
      throw PlatformError.unavailable("not running")
    }
    return pid
  }

  @Test func `the first start sets up a private cluster and answers`() throws {
    let home = TemporaryHome()
    #expect(home.server.status() == .absent)
    let told = Mutex<[String]>([])
    try home.server.start { text in told.withLock { $0.append(text) } }
    _ = try runningPID(home.server)
    #expect(told.withLock { $0 } == ["setting up the local PostgreSQL server", "starting the local PostgreSQL server"])
    #expect(try home.psql("show listen_addresses") == "")
    #expect(try home.psql("show data_checksums; show server_encoding") == "on\nUTF8")
    #expect(try home.psql("select datcollate from pg_database where datname = 'postgres'") == "C.UTF-8")
    let attributes = try #require(Files.attributes(home.server.dataDirectory))
    #expect(attributes.st_mode & 0o777 == 0o700)
  }

  @Test func `several processes starting at once share one server`() throws {
    let home = TemporaryHome()
    let pids = Mutex<Set<pid_t>>([])
    let failures = Mutex<[String]>([])
    var threads: [pthread_t] = []
    for _ in 0..<4 {
      let server = home.another()
      threads.append(
        startThread {
          do throws(PlatformError) {
            try server.start()
            if case .running(let pid) = server.status() { _ = pids.withLock { $0.insert(pid) } }
          } catch { failures.withLock { $0.append(error.message) } }
        })
    }
    for thread in threads { pthread_join(thread, nil) }
    #expect(failures.withLock { $0 } == [])
    #expect(pids.withLock { $0.count } == 1)
    let log = Files.text(home.server.logFile) ?? ""
    #expect(log.split(separator: "\n").filter { $0.contains("starting PostgreSQL") }.count == 1)
  }

  @Test func `a killed server is recovered with its data`() throws {
    let home = TemporaryHome()
    try home.server.start()
    #expect(try home.psql("create table kept as select 1 as one") == "SELECT 1")
    let first = try runningPID(home.server)
    kill(first, SIGKILL)
    #expect(MonotonicTime.wait(seconds: 60) { home.server.status() == .stopped })
    #expect(Files.exists(home.server.dataDirectory + "/postmaster.pid"))
    let second = home.another()
    try second.start()
    #expect(try runningPID(second) != first)
    #expect(try home.psql("select one from kept") == "1")
  }

  @Test func `a stale file naming somebody else's live process does not keep the server down`() throws {
    let home = TemporaryHome()
    try home.server.start()
    let pid = try runningPID(home.server)
    kill(pid, SIGKILL)
    #expect(MonotonicTime.wait(seconds: 60) { home.server.status() == .stopped })
    let path = home.server.dataDirectory + "/postmaster.pid"
    let lines = try #require(Files.text(path)).split(separator: "\n", omittingEmptySubsequences: false)
    try Files.write((["\(getpid())"] + lines.dropFirst().map(String.init)).joined(separator: "\n"), to: path)
    #expect(home.server.status() == .stopped)
    try home.server.start()
    #expect(try runningPID(home.server) != getpid())
  }

  @Test func `a set-up that was killed half-way is done again`() throws {
    let home = TemporaryHome()
    try Files.makeDirectory(home.server.place.unfinished + "/base/1", mode: 0o700)
    try Files.write("15\n", to: home.server.place.unfinished + "/PG_VERSION")
    try home.server.start()
    #expect(try home.psql("select 1") == "1")
    #expect(!Files.exists(home.server.place.unfinished))
  }

  @Test func `only the last to leave stops the server`() throws {
    let home = TemporaryHome()
    try home.server.start()
    let second = home.another()
    try second.start()
    #expect(try home.server.leave(stopWhenLast: true) == false)
    _ = try runningPID(second)
    #expect(try second.leave(stopWhenLast: true) == true)
    #expect(second.status() == .stopped)
  }

  @Test func `a user of another process counts until it is killed`() throws {
    let home = TemporaryHome()
    try home.server.start()
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(null) }
    let other = try ChildProcess(
      "/usr/bin/flock", ["--shared", "--no-fork", home.server.place.users, "/bin/sleep", "60"],
      streams: .init(output: null, errors: null))
    #expect(MonotonicTime.wait(seconds: 60) { RunningProcess.commandLine(other.pid).hasPrefix("/bin/sleep") })
    #expect(try home.server.leave(stopWhenLast: true) == false)
    _ = try runningPID(home.server)
    kill(other.pid, SIGKILL)
    #expect(other.wait() == 128 + SIGKILL)
    try home.server.start()
    #expect(try home.server.leave(stopWhenLast: true) == true)
    #expect(home.server.status() == .stopped)
  }

  @Test(.enabled(if: geteuid() == 0)) func `data of another account is served under that account`() throws {
    let home = TemporaryHome()
    try home.server.start()
    try home.server.stop()
    let nobody = ServerAccount(name: "nobody", userID: 65_534, groupID: 65_534, isLent: true)
    try giveTree(home.server.dataDirectory, to: nobody)
    try home.server.start()
    let pid = try runningPID(home.server)
    #expect(Files.attributes("/proc/\(pid)")?.st_uid == nobody.userID)
    try home.server.stop()
    try giveTree(home.server.dataDirectory, to: ServerAccount(name: "", userID: 54_321, groupID: 54_321, isLent: true))
    let error = #expect(throws: PlatformError.self) { try home.server.start() }
    #expect(error?.message == "\(home.server.dataDirectory): belongs to another user (number 54321)")
  }

  private func giveTree(_ path: String, to account: ServerAccount) throws {
    try #require(lchown(path, account.userID, account.groupID) == 0)
    guard Files.isDirectory(path) else { return }
    for name in Files.names(in: path) { try giveTree(path + "/" + name, to: account) }
  }

  @Test func `the last to leave keeps the server for another client's session`() throws {
    let home = TemporaryHome()
    try home.server.start()
    let other = startThread { _ = try? home.psql("select pg_sleep(60)") }
    #expect(
      try MonotonicTime.wait(seconds: 60) {
        try home.psql("select count(*) from pg_stat_activity where query like '%pg_sleep(60)'") == "1"
      })
    #expect(try home.server.leave(stopWhenLast: true) == false)
    _ = try runningPID(home.server)
    try home.server.stop()
    pthread_join(other, nil)
  }

  @Test func `a home deeper than a socket's path allows is reached by a short link`() throws {
    let home = TemporaryHome(depth: 4)
    #expect(home.server.place.socket.utf8.count > ServerPlace.longestSocketPath)
    try home.server.start()
    let directory = try home.server.place.socketDirectory()
    #expect((directory + "/.s.PGSQL.5432").utf8.count <= ServerPlace.longestSocketPath)
    #expect(try home.psql("select 1") == "1")
    try home.server.destroy()
    #expect(Files.attributes(directory) == nil)
  }

  @Test func `destroy removes everything unless others use the server`() throws {
    let home = TemporaryHome()
    try home.server.start()
    let second = home.another()
    try second.start()
    #expect(throws: PlatformError.unavailable("other Perch processes use the local server")) {
      try home.server.destroy()
    }
    try second.leave(stopWhenLast: false)
    try home.server.destroy()
    #expect(home.server.status() == .absent)
    #expect(!Files.exists(home.server.place.root))
  }

  @Test func `a home that cannot be written is named`() {
    let error = #expect(throws: PlatformError.self) { try LocalServer(dataHome: "/proc/perch").start() }
    #expect(error?.message.hasPrefix("/proc/") == true)
  }

  @Test func `a full disk is said in one sentence`() {
    let error = LocalServer.explain(
      "creating directory … ok\ninitdb: error: could not write: No space left on device\n",
      what: "the local server could not be set up",
      log: "/x/initdb.log")
    #expect(error.message == "the disk is full: the local server could not be set up (/x/initdb.log)")
  }
}
