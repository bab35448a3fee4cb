internal import CUnix
internal import Glibc
package import SQLText
internal import Synchronization

/// PostgreSQL's parser in a process of its own: this program once more, started with one hidden word and fed over a socket.
///
/// A thread would be faster to ask by some microseconds, and not enough. The library recurses without looking at its stack, takes time by the
/// square of the depth of comments, calls `abort` where PostgreSQL would end one session, and reads whatever stands in the editor after
/// every keystroke. A large stack answers the first of these, none of the others; nothing in the same process can take back a crash or an
/// endless loop, and here is the text that the user has not saved. A process can die, hang or eat its memory limit: it is killed at its
/// deadline, the question is answered with "the parser gave up", and the next question starts another one.
///
/// The calls wait for the answer: they belong on a thread that may wait.
package final class ParserProcess: Sendable {
  private let program: String
  private let child = Mutex<Child?>(nil)
  private let secondsForFacts: Double
  private let secondsForSameness: Double

  private struct Child {
    var pid: pid_t
    var socket: Int32
  }

  /// `program` is an executable that calls `ParserServer.run` when it is started with `ParserServer.word`.
  package init(program: String = "/proc/self/exe", secondsForFacts: Double = 2, secondsForSameness: Double = 10) {
    self.program = program
    self.secondsForFacts = secondsForFacts
    self.secondsForSameness = secondsForSameness
  }

  deinit { child.withLock { Self.end(&$0) } }

  /// Facts about one statement. A statement that the parser does not survive counts as writing and has an error that says so.
  package func facts(of statement: [UInt8]) -> StatementFacts {
    if let answer = ask([Question.facts.rawValue] + statement, seconds: secondsForFacts) {
      return StatementFacts(message: answer)
    }
    var facts = StatementFacts()
    facts.kind = "unknown"
    facts.errors = [Diagnostic(offset: 0, message: "PostgreSQL's parser gave up on this statement")]
    return facts
  }

  /// Whether two texts are the same statements to PostgreSQL; nil when the parser does not survive them.
  package func areSame(_ first: [UInt8], _ second: [UInt8]) -> Bool? {
    var question = [Question.sameness.rawValue]
    question.appendField(first)
    question.appendField(second)
    return ask(question, seconds: secondsForSameness)?.first.map { $0 == 1 }
  }

  private func ask(_ question: [UInt8], seconds: Double) -> [UInt8]? {
    guard question.count <= Frames.longest else { return nil }
    return child.withLock { child in
      if child == nil { child = start() }
      guard let socket = child?.socket else { return nil }
      let deadline = Deadline(seconds: seconds)
      if Frames.send(question, to: socket, until: deadline),
        let answer = Frames.receive(from: socket, until: deadline)
      {
        return answer
      }
      Self.end(&child)
      return nil
    }
  }

  private func start() -> Child? {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { return nil }
    defer { close(ends[1]) }
    let silence = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { if silence >= 0 { close(silence) } }
    var pid = pid_t()
    let code = withCStrings([program, ParserServer.word]) { words in
      // Nothing of the environment is needed, and secrets may be in it. Swift's own tracer would be slow about a crash.
      withCStrings(["SWIFT_BACKTRACE=enable=no"]) { environment in
        csystem_start_child(&pid, program, words, environment, ends[1], silence, silence, -1)
      }
    }
    guard code == 0 else {
      close(ends[0])
      return nil
    }
    return Child(pid: pid, socket: ends[0])
  }

  private static func end(_ child: inout Child?) {
    guard let ending = child else { return }
    child = nil
    close(ending.socket)
    kill(ending.pid, SIGKILL)
    while waitpid(ending.pid, nil, 0) < 0, errno == EINTR {}
  }
}

/// Calls the body with a list of C strings that a null pointer ends.
private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = texts.map { strdup($0) }
  pointers.append(nil)
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers)
}
