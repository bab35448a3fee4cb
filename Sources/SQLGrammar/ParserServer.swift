internal import Glibc

/// The other end of `ParserProcess`: answers one question after the other until the asking side is gone.
package enum ParserServer {
  /// What starts the program as this, as the only word of its command line.
  package static let word = "--parser-process"

  /// Trees are built and read by recursion without a look at the stack: 512 kB die at a hundred nested subqueries, 256 MB passed every depth
  /// tried. Memory is taken only where it is touched.
  private static let stackSize = 256 << 20
  /// Bytes of address space, so that a text that grows without end ends here.
  private static let memoryLimit = 4 << 30

  /// Serves on standard input, which is a socket; the exit code.
  package static func run() -> Int32 {
    var memory = rlimit(rlim_cur: rlim_t(memoryLimit), rlim_max: rlim_t(memoryLimit))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    return onLargeStack {
      while let question = Frames.receive(from: STDIN_FILENO, until: Deadline(seconds: nil)) {
        guard Frames.send(answer(question), to: STDIN_FILENO, until: Deadline(seconds: nil)) else { return }
      }
    }
  }

  /// Runs the body on a thread with room for any tree.
  static func onLargeStack(_ body: @escaping @Sendable () -> Void) -> Int32 {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body))
    let code = pthread_create(
      &thread, &attributes,
      { context in
        Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      return 1
    }
    pthread_join(thread, nil)
    return 0
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func answer(_ question: [UInt8]) -> [UInt8] {
    switch question.first.flatMap(Question.init) {
    case .facts: return ParserCore.facts(of: Array(question.dropFirst())).message
    case .sameness:
      var reader = FieldReader(question, from: 1)
      let first = reader.field()
      return [ParserCore.areSame(first, reader.field()) ? 1 : 0]
    case nil: return []
    }
  }
}

/// The first byte of what the parser's process is asked.
enum Question: UInt8 {
  case facts, sameness
}
