import FuzzSubjects
import Testing

struct FuzzTests {
  @Test(arguments: Fuzz.subjects.map(\.name)) func `Nothing breaks on inputs that are nearly right`(name: String) throws
  {
    let subject = try #require(Fuzz.subjects.first { $0.name == name })
    for seed in UInt64(0)..<subject.shortRun {
      if let fault = subject.findFault(seed) { Issue.record("seed \(seed): \(fault)") }
    }
  }
}
