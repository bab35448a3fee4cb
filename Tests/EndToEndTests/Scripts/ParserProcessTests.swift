import SQLGrammar
import SQLText
import TestSupport
import Testing

@Suite struct ParserProcessTests {
  private func parser(seconds: Double = 10) -> ParserProcess {
    ParserProcess(program: PseudoTerminal.perch, secondsForFacts: seconds, secondsForSameness: seconds)
  }

  @Test func `The parser's process answers as the parser does`() {
    let parser = parser()
    for text in ["delete from t", "select app.f(1), g()", "selec 1", "select 'ä' from", "drop table a"] {
      #expect(parser.facts(of: Array(text.utf8)) == ParserCore.facts(of: Array(text.utf8)))
    }
    #expect(parser.areSame(Array("select 1".utf8), Array("SELECT  1".utf8)) == true)
    #expect(parser.areSame(Array("select 1".utf8), Array("select 2".utf8)) == false)
  }

  @Test func `A text that takes for ever is given up, and the next one is answered`() {
    let parser = parser(seconds: 0.4)
    let comment = String(repeating: "/*", count: 200_000) + String(repeating: "*/", count: 200_000)
    let endless = Array("select \(comment) 1".utf8)
    let facts = parser.facts(of: endless)
    #expect(facts.writes)
    #expect(facts.errors.map(\.message) == ["PostgreSQL's parser gave up on this statement"])
    #expect(parser.areSame(endless, endless + Array(" + 1".utf8)) == nil)
    #expect(self.parser().facts(of: Array("select 1".utf8)).kind == "select")
  }

  @Test(arguments: [
    "select " + String(repeating: "(", count: 100_000), "select 1" + String(repeating: "+1", count: 60_000),
    "select " + String(repeating: "- ", count: 60_000) + "1", String(repeating: "select (", count: 20_000),
    "select " + String(repeating: "not ", count: 60_000) + "true",
    "select 1 from " + String(repeating: "(select 1 from ", count: 20_000) + "t",
    "select 1" + String(repeating: " union select 1", count: 20_000),
  ])
  func `No depth of nesting harms the asking program`(text: String) {
    let parser = parser()
    _ = parser.facts(of: Array(text.utf8))
    #expect(parser.facts(of: Array("select 1".utf8)).kind == "select")
  }

  @Test func `A program that is no parser gives up instead of hanging`() {
    let facts = ParserProcess(program: "/bin/false", secondsForFacts: 5).facts(of: Array("select 1".utf8))
    #expect(facts.writes)
    #expect(facts.errors.count == 1)
  }
}
