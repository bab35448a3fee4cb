import Database
import Testing
import Workbench

struct SyntaxCompletionTests {
  private static let engine = CompletionEngine(
    SchemaScript.catalog(
      of: Array(
        """
        create schema billing;
        create type mood as enum ('glad', 'sad');
        create table customers (id bigint primary key, name text, created_at timestamptz, is_active boolean);
        create table billing.invoices (id bigint, customer_id bigint references customers, total numeric);
        create view big as select * from billing.invoices;
        create materialized view counted as select count(*) as n from customers;
        create index customers_name on customers (name);
        create policy mine on customers using (true);
        create sequence numbers;
        create function tidy(older_than interval) returns void language sql as 'select 1';
        create procedure archive_all(older_than interval) language sql as 'select 1';
        create role reader;
        alter table customers add constraint named check (name <> '');
        """.utf8)))

  /// `|` marks the cursor.
  private func inserts(_ marked: String) -> [String] {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let text = Array((parts[0] + (parts.count > 1 ? parts[1] : "")).utf8)
    return Self.engine.complete(text: text, cursor: parts[0].utf8.count, limit: 50).items.map(\.insert)
  }

  @Test(arguments: [
    ("alter table cust|", "customers"), ("alter table customers |", "add column"),
    ("alter table customers rename na|", "name"),
    ("alter table customers drop column |", "id"), ("alter table customers alter name |", "set not null"),
    ("alter table customers alter column name set |", "not null"), ("alter table customers drop constraint |", "named"),
    ("alter table customers add column paid_at |", "timestamptz"), ("alter table customers owner to |", "reader"),
    ("alter table billing.|", "invoices"), ("create table t (a bigint, is_paid |", "boolean"),
    ("create table t (a bigint |", "not null"), ("create table t (a bigint references |", "customers"),
    ("create table t (a bigint references customers (|", "id"), ("create table t (a int, b int, primary key (|", "a"),
    ("create table t (a int) |", "inherits"), ("create table bil|", "billing"),
    ("create unique index on customers |", "using"), ("create index on customers (na|", "name"),
    ("create index on customers using |", "btree"), ("create index on customers (name) wh|", "where"),
    ("create index on customers (name) where is_|", "is_active"), ("drop index |", "customers_name"),
    ("drop view |", "big"), ("drop materialized view |", "counted"), ("refresh materialized view |", "counted"),
    ("drop sequence |", "numbers"), ("drop policy |", "mine"), ("drop policy mine on |", "customers"),
    ("create policy p on customers for |", "all"), ("create policy p on customers using (cr|", "created_at"),
    ("create policy p on customers to |", "reader"), ("grant |", "select"), ("grant select on |", "customers"),
    ("grant select (na|", "name"), ("grant select on all tables in schema |", "billing"),
    ("grant usage on schema bil|", "billing"), ("revoke select on customers |", "from"),
    ("revoke select on customers from |", "reader"), ("comment on column customers.|", "id"),
    ("comment on table |", "customers"), ("comment on table customers |", "is"), ("set search_path to |", "billing"),
    ("set search_path = bil|", "billing"), ("set jit = |", "on"), ("set |", "search_path"),
    ("reset stat|", "statement_timeout"),
    ("show work|", "work_mem"), ("set transaction isolation level |", "serializable"), ("begin isolation |", "level"),
    ("copy customers |", "from"), ("copy customers (na|", "name"), ("copy customers from stdin with (format |", "csv"),
    ("alter type |", "mood"), ("alter type mood |", "add value"), ("create extension |", "if not exists"),
    ("create trigger t before |", "insert"), ("create trigger t before insert on |", "customers"),
    ("create trigger t before insert on customers for |", "each row"), ("call |", "archive_all("),
    ("alter function |", "tidy"),
    ("create view v as |", "select"), ("create view v as select na| from customers", "name"),
    ("create table t as select * from cu|", "customers"), ("explain analyze select * from cu|", "customers"),
    ("explain (analyze, buffers) select na| from customers", "name"),
    ("prepare p as select na| from customers", "name"),
    ("declare c cursor for select * from cu|", "customers"), ("alter default privileges in schema |", "billing"),
    ("vacuum |", "customers"), ("lock table customers in |", "access share mode"),
    ("create role r |", "login"), ("alter role reader |", "login"), ("drop role |", "reader"),
    ("reindex table |", "customers"), ("truncate cu|", "customers"), ("create domain d as |", "text"),
    ("create function f(a int) returns int |", "language"), ("create function f(a int) returns int language |", "sql"),
    ("create materialized view m as select na| from customers", "name"),
    ("create rule r as on insert to |", "customers"), ("cluster customers using |", "customers_name"),
  ]) func `Each statement takes its own words and names`(marked: String, expected: String) {
    let found = inserts(marked)
    #expect(found.prefix(3).contains(expected), "\(marked) gives \(found.prefix(6))")
  }

  @Test(arguments: [
    ("alter table customers rename to |", "customers"), ("drop view |", "customers"), ("drop role |", "customers"),
    ("create table |", "customers"), ("comment on table customers is |", "customers"), ("drop index |", "name"),
    ("grant select on customers to |", "customers"),
  ]) func `Names of another kind are not offered`(marked: String, wrong: String) {
    #expect(!inserts(marked).contains(wrong))
  }

  @Test(arguments: [
    ("select '2024-01-01'::|", "date"), ("select '2024-01-01 10:00'::|", "timestamptz"),
    ("select '{\"a\":1}'::|", "jsonb"),
    ("select now() - |", "interval"), ("select count(|", "distinct"), ("select rank() |", "over"),
    ("select * from customers where |", "not"), ("with r as (select name as who from customers) select |", "who"),
    ("select sum(| from billing.invoices", "total"), ("select | from customers group by name", "name"),
    ("select name, count(*) from customers group by |", "name"), ("with r as materialized (|", "select"),
    ("select mode() |", "within group"), ("select * from customers fetch first 10 |", "rows only"),
  ]) func `What the rest of a query says comes first`(marked: String, expected: String) {
    let found = inserts(marked)
    #expect(found.prefix(6).contains(expected), "\(marked) gives \(found.prefix(8))")
  }

  @Test(arguments: [
    ("do $$ begin sel|", "select"), ("do $$ begin select na| from customers; end $$", "name"),
    (
      "create function f(wanted bigint) returns void language plpgsql as $f$ begin perform * from customers where id = wan|",
      "wanted"
    ),
    ("create procedure p() language plpgsql as $$ declare n|ew int; begin end $$", ""),
    (
      "create function f() returns int language plpgsql as $$ declare sum_of int; begin if sum_| > 1 then return 1; end if; end $$",
      "sum_of"
    ),
    ("create function f() returns int language plpgsql as $$ begin if true then upd|", "update"),
    ("create function f() returns int language plpgsql as $$ begin for r in select * from cus|", "customers"),
    (
      "create function f() returns setof text language plpgsql as $$ begin return query select na| from customers",
      "name"
    ),
    ("create function f() returns int language sql as $$ select is_a| from customers $$", "is_active"),
    ("do $$ declare total_due int; begin total_due := total_|; end $$", "total_due"),
    ("do $$ begin raise |", "notice"), ("do $$ begin insert into cus|", "customers"), ("do $$ begin if true |", "and"),
  ]) func `Bodies of functions complete like scripts`(marked: String, expected: String) {
    let found = inserts(marked)
    if expected.isEmpty {
      #expect(found.isEmpty, "\(found.prefix(6))")
    } else {
      #expect(found.prefix(4).contains(expected), "\(marked) gives \(found.prefix(6))")
    }
  }

  @Test func `What is completed in a body replaces just the word there`() {
    let text = Array("do $$ begin select na".utf8)
    #expect(Self.engine.complete(text: text, cursor: text.count, limit: 5).replaceFrom == text.count - 2)
  }

  @Test(arguments: ["select $$cu|$$", "select $a$ select na| $a$", "comment on table customers is $$na|$$"])
  func `Other texts in dollars stay texts`(marked: String) { #expect(inserts(marked).isEmpty) }

  @Test(arguments: [
    ("select j.tit| from json_table('[]', '$[*]' columns (nr for ordinality, title text path '$.t')) j", "title"),
    (
      "select j.inn| from json_table('[]', '$' columns (a int, nested path '$.b' columns (inner_id int))) j", "inner_id"
    ),
    ("select x.siz| from xmltable('/r' passing '<r/>' columns id int path '@id', size int path '@s') x", "size"),
    ("select t.ord| from unnest(array['a']) with ordinality t", "ordinality"),
    ("select t.pla| from unnest(array['a']) with ordinality t (name, place)", "place"),
    ("select f.amo| from jsonb_to_recordset('[]') as f (id int, amount numeric)", "amount"),
    ("select v.b| from (values (1, 2), (3, 4)) v (aa, bb)", "bb"),
    ("with gone as (delete from customers returning name, created_at) select crea| from gone", "created_at"),
    ("select * from customers |", "c"), ("merge into customers c |", "using"),
    ("select sum(total) over (order by tot| ) from billing.invoices", "total"),
    ("select customer_id from billing.invoices group by grouping |", "sets"),
    ("select \"na| from customers", "name"), ("copy (select * from customers) |", "to"),
    ("create |", "table"), ("create table t (a timestamp with |", "time zone"),
    ("alter table customers alter id type int using id::|", "integer"),
    ("select * from customers where created_at between |", "date"), ("select id, n| ", "name"),
    ("with r as (select name as who from customers) select r.w|", "who"), ("select cu.na|", "name"),
  ]) func `What a query makes itself, or is going to name, is known`(marked: String, expected: String) {
    let found = inserts(marked)
    #expect(found.prefix(5).contains(expected), "\(marked) gives \(found.prefix(6))")
  }

  @Test func `A column that USING merges needs no qualifier`() {
    #expect(inserts("select id| from customers a join customers b using (id)").contains("id"))
    #expect(!inserts("select id| from customers a join customers b on true").contains("id"))
  }

  @Test func `No word of the language is offered in quotes`() {
    #expect(inserts("select \"s| from customers").allSatisfy { !["sum(", "select", "sum"].contains($0) })
  }
}
