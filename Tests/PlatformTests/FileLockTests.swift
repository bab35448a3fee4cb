import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Platform

struct FileLockTests {
  private let directory = TemporaryDirectory()

  @Test func `A lock that others hold is nil at once, and free when they let go`() throws {
    var held = try FileLock(path: directory.path + "/lock", mode: .exclusive, wait: false)
    #expect(held != nil)
    #expect(try FileLock(path: directory.path + "/lock", mode: .shared, wait: false) == nil)
    held = nil
    #expect(try FileLock(path: directory.path + "/lock", mode: .shared, wait: false) != nil)
  }

  /// A descriptor that is closed twice is by then another thread's.
  @Test func `Trying for a lock closes no file of another thread`() throws {
    let path = directory.path + "/lock"
    let held = try FileLock(path: path, mode: .exclusive, wait: false)
    let lost = Atomic(0)
    let isOver = Atomic(false)
    let other = startThread {
      while !isOver.load(ordering: .relaxed) {
        let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
        sched_yield()
        if fcntl(file, F_GETFD) < 0 { lost.add(1, ordering: .relaxed) } else { close(file) }
      }
    }
    for _ in 0..<5000 { #expect(try FileLock(path: path, mode: .exclusive, wait: false) == nil) }
    isOver.store(true, ordering: .relaxed)
    pthread_join(other, nil)
    #expect(lost.load(ordering: .relaxed) == 0)
    withExtendedLifetime(held) {}
  }
}
