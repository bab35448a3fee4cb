import SQLText
import Testing

struct NewerSyntaxTests {
  @Test(arguments: [
    ("select 1_000", 16), ("select 0xFF", 16), ("select json_object('a': 1)", 16), ("select '1' is json", 16),
    ("select * from json_table(d, '$' columns (a int path '$')) t", 17),
    ("merge into a using b on a.id = b.id when not matched by source then delete", 17),
    ("merge into a using b on a.id = b.id when matched then delete returning a.id", 17),
    ("create table t (id int, during tstzrange, primary key (id, during without overlaps))", 18),
    ("select 1_0, json_value(d, '$')", 17),
  ]) func `What a later version brought is told with that version`(statement: String, version: Int) {
    #expect(NewerSyntax.found(in: Array(statement.utf8), refused: "syntax error at or near \"x\"")?.version == version)
  }

  @Test(arguments: [
    "selekt 1", "select 'json_table(' from t where", "insert into t values (1) returning id", "select 10, 0.5e3, 017",
    "select \"json_value\" from t -- 1_000",
  ]) func `Other mistakes stay mistakes`(statement: String) {
    #expect(NewerSyntax.found(in: Array(statement.utf8), refused: "syntax error at or near \"x\"") == nil)
  }

  @Test func `The message tells as much as the words`() {
    let query = Array("select * from (select json_value(d, '$.a') from t)".utf8)
    #expect(NewerSyntax.found(in: query, refused: "subquery in FROM must have an alias")?.version == 16)
    #expect(NewerSyntax.found(in: query, refused: "syntax error at end of input") == nil)
  }
}
