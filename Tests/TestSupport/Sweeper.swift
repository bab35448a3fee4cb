import Glibc
import Synchronization

/// Cleans up behind a test process however it ends, kill -9 included: a shell of its own session that reads the names of directories from
/// a socket until the other end is gone, then stops the servers that still run there and removes what is left.
package enum Sweeper {
  private static let socket = Mutex<Int32>(-1)

  private static let script = #"""
    trap '' INT TERM HUP
    while read -r directory; do set -- "$@" "$directory"; done
    for directory; do
      pid=$(head -n 1 "$directory/local/data/postmaster.pid" 2>/dev/null)
      case $(readlink "/proc/$pid/exe") in */postgres) kill -QUIT "$pid" ;; esac
    done
    for directory; do
      tries=0
      until rm -rf "$directory" 2>/dev/null || [ $((tries += 1)) = 100 ]; do sleep 0.05; done
    done
    """#

  /// Has the directory swept when this process is gone.
  package static func add(_ directory: String) {
    socket.withLock { socket in
      if socket < 0 { socket = start() }
      let line = Array((directory + "\n").utf8)
      _ = line.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
    }
  }

  /// Returns the other end of the shell's socket, which closes with this process.
  private static func start() -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { return -1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    // Whatever ends the tests' process group must not end this.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
      close(ends[0])
    }
    let words = ["/bin/sh", "-c", script]
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, "/bin/sh", &actions, &attributes, &argv, &envp) == 0 else { return -1 }
    return ends[1]
  }
}
