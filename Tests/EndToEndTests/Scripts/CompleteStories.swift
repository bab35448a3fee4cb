import TestSupport
import Testing

struct CompleteStories {
  @Test func `Another editor gets completions from a file of statements, and reasons for what cannot be answered`()
    throws
  {
    let directory = TemporaryDirectory()
    let schema = directory.path + "/schema.sql"
    directory.write("create table ants (legs int, name text);", to: "schema.sql")
    let run = try ProgramRun(
      ["complete", "--stdio", "--schema", schema], home: directory.path,
      input: """
        {"id":1,"text":"select  from ants","cursor":7,"limit":1}
        {"id":"b","cursor":7}
        {"id":3,"text":"ä","cursor":1}
        {"id":4,"text":"sel
        nonsense
        {"id":5,"text":"sel"} {"id":6}
        {"id":7,"text":"\(String(repeating: "(select (", count: 2000))","limit":0}

        """)
    #expect(
      run.output == """
        {"id":1,"replaceFrom":7,"items":[{"label":"legs","insert":"legs","kind":"column","detail":"integer"}]}
        {"id":"b","error":"\\"text\\" is missing or not a string"}
        {"id":3,"error":"\\"cursor\\" 1 is inside a character"}
        {"id":4,"error":"the request is not one JSON object"}
        {"id":null,"error":"the request is not one JSON object"}
        {"id":5,"error":"the request is not one JSON object"}
        {"id":7,"replaceFrom":18000,"items":[]}

        """)
  }
}
