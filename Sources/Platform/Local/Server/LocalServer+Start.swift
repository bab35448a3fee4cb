import Glibc
import Synchronization

extension LocalServer {
  /// Joins the users of the server and brings it up when it is down, setting it up first when there is none yet.
  ///
  /// Returns when it answers. Safe to call from any number of processes at once; under a millisecond when it runs already.
  package func start(progress: (String) -> Void = { _ in }) throws(PlatformError) {
    try makeRoot()
    try join(progress)
    if case .running = status() { return }
    guard let lock = try FileLock.acquire(path: place.startLock, mode: .exclusive, seconds: Self.patience) else {
      throw .unavailable(
        "another Perch has been starting the local server for \(Int(Self.patience)) s (\(place.startLock))")
    }
    try withExtendedLifetime(lock) { () throws(PlatformError) in
      try bringUp(progress)
    }
  }

  /// Seconds to wait for other processes and for recovery after a crash.
  static let patience = 120.0

  private func bringUp(_ progress: (String) -> Void) throws(PlatformError) {
    switch status() {
    case .running: return
    case .starting(let pid): if try awaitReady(pid: pid, progress) { return }
    case .absent: try setUp(progress)
    case .stopped: break
    }
    try clearStaleFiles(progress)
    progress("starting the local PostgreSQL server")
    try spawn(progress)
  }

  /// `local` is for root's lent account to pass through; everything in it is closed to others by itself.
  private func makeRoot() throws(PlatformError) {
    if Files.isDirectory(place.root) && access(place.root, W_OK) == 0 { return }
    try Files.makeDirectory(place.root, mode: 0o700)
    guard access(place.root, W_OK) == 0 else { throw .system(errno, path: place.root) }
  }

  private func join(_ progress: (String) -> Void) throws(PlatformError) {
    guard users.withLock({ $0.lock == nil }) else { return }
    var lock = try FileLock(path: place.users, mode: .shared, wait: false)
    if lock == nil {
      progress("waiting for the local server to stop")
      lock = try FileLock.acquire(path: place.users, mode: .shared, seconds: Self.patience)
    }
    guard let lock else {
      throw .unavailable(
        "another Perch has been stopping the local server for \(Int(Self.patience)) s (\(place.users))")
    }
    users.withLock { $0.lock = lock }
  }
}

extension LocalServer {
  private func spawn(_ progress: (String) -> Void) throws(PlatformError) {
    let account = try ServerAccount.owner(of: place.data)
    let programs = try ServerPrograms.find(major: Self.major(of: place.data))
    try rotateLog()
    let log = open(place.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else { throw .system(errno, path: place.log) }
    defer { close(log) }
    let start = lseek(log, 0, SEEK_END)
    let directory = open(place.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw .system(errno, path: place.data) }
    defer { close(directory) }
    let (program, arguments) = try account.command(programs.path("postgres"), serverArguments(account))
    let child = try ChildProcess(
      program, arguments, streams: .init(output: log, errors: log, directory: directory))
    users.withLock { $0.child = child }
    guard try awaitReady(pid: child.pid, progress) else { throw failure(logFrom: Int(start)) }
  }

  /// Root's lent account may not be allowed to pass through the directories above: it reaches the data by an inherited descriptor.
  private func serverArguments(_ account: ServerAccount) -> [String] {
    [
      "-D", Self.dataArgument(account, place.data), "-c", "listen_addresses=", "-c", "unix_socket_directories=.",
      "-c", "unix_socket_permissions=0700", "-c", "port=5432", "-c", "cluster_name=\(word)",
    ]
  }

  static func dataArgument(_ account: ServerAccount, _ path: String) -> String {
    account.isLent ? "/proc/self/fd/3" : path
  }

  static func major(of data: String) -> Int? {
    Files.text(data + "/PG_VERSION").flatMap { Int($0.prefix { $0.isNumber }) }
  }

  /// True when the server answers, false when it ended instead.
  private func awaitReady(pid: pid_t, _ progress: (String) -> Void) throws(PlatformError) -> Bool {
    let begun = MonotonicTime.now
    var hasTold = false
    var isReady = false
    let isOver = MonotonicTime.wait(seconds: Self.patience) {
      collectChild()
      isReady = PostmasterFile(data: place.data).map { $0.pid == pid && $0.isReady } ?? false
      if !hasTold && MonotonicTime.now - begun > 1 {
        hasTold = true
        progress("waiting for the local server (it may be recovering from a crash)")
      }
      return isReady || !RunningProcess.isAlive(pid)
    }
    guard isOver else {
      throw .unavailable("the local server did not answer within \(Int(Self.patience)) s, see \(place.log)")
    }
    return isReady
  }

  private func rotateLog() throws(PlatformError) {
    guard let found = Files.attributes(place.log), found.st_size > 10_000_000 else { return }
    guard rename(place.log, place.log + ".1") == 0 else { throw .system(errno, path: place.log) }
  }

  private func failure(logFrom start: Int) -> PlatformError {
    let text = Files.text(place.log).map { String(decoding: Array($0.utf8).dropFirst(start), as: UTF8.self) } ?? ""
    return Self.explain(text, what: "the local server did not start", log: place.log)
  }
}
