import Testing
import Workbench

/// Which keywords are offered inside queries: those that PostgreSQL's grammar takes at the place, and no others.
struct QueryWordsTests {
  private static let engine = CompletionEngine(
    SchemaScript.catalog(
      of: Array(
        """
        create table customers (id bigint primary key, name text);
        create table orders (id bigint primary key, customer_id bigint references customers, total numeric);
        """.utf8)))

  /// `|` marks the cursor.
  private func keywords(_ marked: String) -> [String] {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let text = Array((parts[0] + (parts.count > 1 ? parts[1] : "")).utf8)
    return Self.engine.complete(text: text, cursor: parts[0].utf8.count, limit: 200).items
      .filter { $0.kind == .keyword }.map(\.insert)
  }

  @Test(arguments: [
    ("insert |", ["into"]), ("delete |", ["from"]), ("merge |", ["into"]), ("with x |", ["as"]),
    ("insert into orders default |", ["values"]), ("insert into orders (id) values (1) on |", ["conflict"]),
    ("insert into orders values (1) on conflict (id) |", ["do update set", "do nothing", "where"]),
    ("insert into orders values (1) on conflict |", ["do nothing", "on constraint"]),
    ("insert into orders values (1) on conflict (id) do |", ["nothing", "update set"]),
    (
      "merge into orders o using customers c on true when |",
      [
        "matched then", "matched and", "not matched then", "not matched and", "not matched by target then",
        "not matched by target and", "not matched by source then", "not matched by source and",
      ]
    ),
    ("merge into orders o using customers c on true when matched then |", ["update set", "delete", "do nothing"]),
    ("select * from orders for |", ["update", "share", "no key update", "key share"]),
    ("select * from orders fetch |", ["first", "next"]),
    ("select * from orders order by id nulls |", ["last", "first"]),
    ("select * from orders order |", ["by"]), ("select * from orders left |", ["join", "outer join"]),
    ("select * from orders tablesample |", ["system", "bernoulli"]),
    ("select * from unnest(array[1]) with |", ["ordinality"]),
    ("select * from orders union |", ["all", "distinct", "select", "values", "table"]),
    ("select count(*) filter (|) from orders", ["where"]),
    ("select mode() within group (|) from orders", ["order by"]),
    (
      "select sum(total) over (partition by id rows between |",
      ["unbounded preceding", "unbounded following", "current row"]
    ),
    ("select sum(total) over (order by id rows between 1 |", ["preceding", "following"]),
    ("select id is |", ["null", "not null", "true", "false", "unknown", "distinct from", "not distinct from"]),
    ("select id from orders where id not |", ["in", "like", "ilike", "between", "similar to"]),
    ("select * from orders limit |", []),
  ])
  func `Only the words that may follow are offered`(marked: String, words: [String]) {
    #expect(Set(keywords(marked)) == Set(words))
  }

  @Test(arguments: [
    ("select id |", "from", "where current of"), ("select id from orders |", "where", "set"),
    ("select id from orders o join customers c |", "on", "where"),
    ("select id from orders where id = 1 |", "group by", "returning"),
    ("update orders set total = 1 |", "where", "group by"), ("update orders |", "set", "where"),
    ("delete from orders |", "using", "join"), ("delete from orders where id = 1 |", "returning", "limit"),
    ("with x as (select 1) |", "select", "as"), ("with x as (|", "select", "create table"),
    ("select string_agg(name, ',' |) from customers", "order by", "from"),
    ("select sum(total) over (order by id |) from orders", "rows between", "limit"),
    ("select sum(total) over w from orders window w as (|", "partition by", "select"),
    ("select case when id = 1 |", "then", "else"), ("select case when id = 1 then 2 |", "else", "then"),
    ("select id is distinct from 1 |", "from", "then"),
    ("select total as left_over from orders where total = left(name, 1) |", "order by", "then"),
    ("insert into orders select id from customers |", "where", "set"),
    ("select * from orders o where o.id in (select id from customers where name = '' |", "group by", "returning"),
    ("select * from orders for update |", "skip locked", "where"),
    ("update orders set total = default |", "where", "then"), ("select * from orders limit 1 |", "offset", "where"),
    ("select current_timestamp |", "from", "when"),
  ])
  func `Words of other places are not offered`(marked: String, offered: String, other: String) {
    let words = keywords(marked)
    #expect(words.contains(offered))
    #expect(!words.contains(other))
  }

  @Test func `Broken text before the cursor still has words`() {
    #expect(keywords("select from , where orders id = 1 |").contains("and"))
    #expect(keywords("update orders set where id = 1 |").contains("and"))
  }
}
