import SQLGrammar
import SQLText
import Testing

@Suite struct StatementFactsTests {
  private func facts(_ text: String) -> StatementFacts { ParserCore.facts(of: Array(text.utf8)) }

  @Test(arguments: [
    ("select 1", "select"), ("values (1)", "select"), ("create table t (a int)", "create table"),
    ("drop materialized view v", "drop materialized view"), ("alter table t add b int", "alter table"),
    ("begin", "begin"), ("rollback to savepoint a", "rollback to"), ("set a = 1", "set"), ("reset a", "reset"),
    ("create user mapping for u server s", "create user mapping"), ("alter table a rename to b", "alter table"),
    ("create procedure p() language sql as ''", "create procedure"), ("revoke select on t from u", "revoke"),
    ("analyze t", "analyze"), ("vacuum t", "vacuum"), ("move 1 from c", "move"),
    ("merge into t using s on a = b when matched then delete", "merge"),
    ("create view v as select 1", "create view"), ("", "unknown"), ("selec 1", "selec"), ("/* */ ?", "unknown"),
  ])
  func `A statement is called what people call it`(text: String, kind: String) {
    #expect(facts(text).kind == kind)
  }

  @Test(arguments: [
    "select * from t where lower(a) = 'x'", "select count(*) over (), now(), pg_catalog.upper('a') from t", "table t",
    "explain delete from t", "explain (analyze off, verbose) delete from t", "explain analyze select 1", "show all",
    "set search_path = a", "begin", "commit", "rollback", "copy t to stdout", "copy (select 1) to stdout",
    "with a as (select 1) select * from a", "select 'for update; delete from t'", "declare c cursor for select 1",
    "prepare p as delete from t", "select * from generate_series(1, 3)", "listen a",
    "select random(), clock_timestamp()",
  ])
  func `What only reads is no write`(text: String) {
    #expect(facts(text).errors.isEmpty)
    #expect(!facts(text).writes)
  }

  @Test(arguments: [
    "insert into t values (1)", "with a as (delete from t returning *) select * from a", "select 1 into t",
    "select * from t for update", "select * from (select * from t for share) x", "do 'begin end'", "call p()",
    "explain analyze delete from t", "explain (analyze true) insert into t values (1)", "create table t as select 1",
    "copy t from stdin", "copy t to '/tmp/x'", "copy t to program 'cat'", "execute p", "select nextval('s')",
    "select app.pay(1)", "select setval('s', 1) from t", "select 1 operator(app.+) 2", "select \"Lower\"('a')",
    "select * from app.pay(1)", "notify a", "refresh materialized view v", "vacuum", "lock t", "truncate t",
    "prepare transaction 'a'", "commit prepared 'a'", "selec 1", "select from where", "select app.lower('a')",
    "with x as (select 1), y as (insert into t values (1) returning a) select 1", "select set_config('a', 'b', false)",
    "create table t (a int default f())", "load 'x'", "merge into t using s on a = b when matched then delete",
  ])
  func `What writes or may write is a write`(text: String) {
    #expect(facts(text).writes)
  }

  @Test func `A query that only unknown functions make a write names them`() {
    let query = facts("select app.pay(1), lower('a'), Other(2), app.pay(3) from t")
    #expect(query.unknownFunctions == ["app.pay", "other"])
    #expect(query.writesOnlyByFunctions)
    #expect(!facts("delete from t where f(a)").writesOnlyByFunctions)
    #expect(!facts("select 1").writesOnlyByFunctions)
  }

  @Test(arguments: [
    ("delete from t", Destruction.deleteWithoutWhere), ("update t set a = 1", .updateWithoutWhere),
    ("with a as (delete from t returning *) select * from a where b", .deleteWithoutWhere), ("truncate t", .truncate),
    ("drop table t", .drop), ("drop database d", .drop), ("alter table t add a int, drop column b", .dropColumn),
    ("explain analyze delete from t", .deleteWithoutWhere),
    ("update t set a = (select b from s where c)", .updateWithoutWhere),
  ])
  func `Statements that lose much are told`(text: String, destruction: Destruction) {
    #expect(facts(text).destroys == destruction)
  }

  @Test(arguments: [
    "delete from t where a = 1", "update t set a = 1 where current of c", "explain delete from t",
    "select 'drop table t'",
    "create function f() returns void begin atomic delete from t; end",
    "insert into t values (1) on conflict (a) do update set b = 1",
    "alter table t drop constraint c",
  ])
  func `Other statements destroy nothing`(text: String) {
    #expect(facts(text).errors.isEmpty)
    #expect(facts(text).destroys == nil)
  }

  @Test func `An error has the byte it stands at, behind characters of any length`() {
    #expect(
      facts("select 'ä€😀', from t").errors == [Diagnostic(offset: 20, message: #"syntax error at or near "from""#)])
    #expect(facts("select (1").errors == [Diagnostic(offset: 9, message: "syntax error at end of input")])
    #expect(facts("select 'a").errors.first?.offset == 7)
    #expect(facts("select 1\0").errors == [Diagnostic(offset: 8, message: "invalid zero byte")])
  }

  @Test func `Constants do not change a fingerprint`() {
    let one = facts("select * from t where a = 1").fingerprint
    #expect(one.utf8.count == 16)
    #expect(one == facts("SELECT *  FROM t WHERE a = 22").fingerprint)
    #expect(one != facts("select * from t where b = 1").fingerprint)
  }

  @Test func `Trees are compared but for their places`() {
    func same(_ one: String, _ other: String) -> Bool { ParserCore.areSame(Array(one.utf8), Array(other.utf8)) }
    #expect(same("select a,b from t;select 2", "SELECT\n  a, b\nFROM t;\n\nSELECT 2"))
    #expect(!same("select a, b from t", "select b, a from t"))
    #expect(!same("select 'a' from t", "select 'A' from t"))
    #expect(!same("select 1; select 2", "select 1"))
    #expect(same("selec 1", "SELEC  1"))
    #expect(!same("select 1", "selec 1"))
  }
}
