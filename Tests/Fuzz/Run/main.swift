import FuzzSubjects
import Glibc

// perch-fuzz [SUBJECT|all [EXECUTIONS [SEED]]]: gives each subject that many inputs, from as many threads as there are processors.

/// The seeds being tried, one for each thread: what a trap or a hang leaves behind. Plain memory, for a signal handler reads it.
nonisolated(unsafe) let running = UnsafeMutablePointer<UInt64>.allocate(capacity: 256)

func report(_ signal: Int32) {
  for thread in 0..<256 where running[thread] != .max {
    var digits: [UInt8] = Array("seed being tried: ".utf8)
    digits += Array(String(running[thread]).utf8) + [0x0A]
    write(STDERR_FILENO, digits, digits.count)
  }
  _exit(1)
}

for thread in 0..<256 { running[thread] = .max }
for trap in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGALRM] { signal(trap, report) }

let arguments = CommandLine.arguments
let name = arguments.count > 1 ? arguments[1] : "all"
let executions = arguments.count > 2 ? UInt64(arguments[2]) ?? 0 : 1_000_000
let first = arguments.count > 3 ? UInt64(arguments[3]) ?? 0 : UInt64.random(in: 0..<1 << 40)
let chosen = Fuzz.subjects.filter { name == "all" || $0.name == name }
guard !chosen.isEmpty, executions > 0 else {
  print("perch-fuzz [\((["all"] + Fuzz.subjects.map(\.name)).joined(separator: "|")) [EXECUTIONS [SEED]]]")
  exit(64)
}

for subject in chosen {
  let threads = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  await withTaskGroup(of: Void.self) { group in
    for thread in 0..<min(threads, 255) {
      group.addTask {
        var seed = first + UInt64(thread)
        while seed < first + executions {
          running[thread] = seed
          // The whole program ends when no seed comes to an end within ten seconds.
          alarm(10)
          if let fault = subject.findFault(seed) {
            print("\(subject.name) \(seed): \(fault)")
            exit(1)
          }
          seed += UInt64(threads)
        }
        running[thread] = .max
      }
    }
  }
  alarm(0)
  print("\(subject.name): \(executions) executions from seed \(first), no fault")
}
