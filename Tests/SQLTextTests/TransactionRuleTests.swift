import SQLText
import Testing

struct TransactionRuleTests {
  @Test(arguments: [
    "begin", "START TRANSACTION", "/* c */ commit and chain", "end", "rollback to a", "abort",
    "prepare transaction 'x'", "vacuum (full) t",
    "cluster", "create database x", "create unique index concurrently i on t (a)",
    "drop index concurrently if exists i",
    "create index concurrently on t (a)", "reindex (verbose) table concurrently t", "reindex database x",
    "alter system set a = 1", "discard all",
    "drop database if exists x", "create subscription s connection '' publication p",
  ]) func `What begins, ends or refuses a transaction stands alone`(statement: String) {
    #expect(TransactionRule.standsAlone(statement))
  }

  @Test(arguments: [
    "select 1", "", "savepoint a", "release a", "prepare p as select 1", "cluster t", "create table commit (a int)",
    "create index i on t (concurrently)",
    "drop index i", "reindex table t", "alter table t add a int", "discard temp", "(select 1)", "'begin'", "\"begin\"",
    "with a as (vacuum) select 1",
    "create view database as select 1", "set role x", "do $$ begin commit; end $$", "call p()",
  ]) func `Anything else can be part of one`(statement: String) {
    #expect(!TransactionRule.standsAlone(statement))
  }
}
