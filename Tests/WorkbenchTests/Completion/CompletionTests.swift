import Database
import Testing
import Workbench

struct CompletionTests {
  /// customers ← orders ← order_items (composite key) and products; a table in another schema; an enumeration.
  private static let catalog: Catalog = {
    var catalog = Catalog(database: "shop", searchPath: ["public"])
    func table(
      _ oid: UInt32, _ schema: String, _ name: String, _ columns: [(String, String)],
      _ kind: Catalog.RelationKind = .table
    ) {
      catalog.relations.append(
        Catalog.Relation(
          oid: oid, schema: schema, name: name, kind: kind,
          columns: columns.map { Catalog.Attribute(name: $0.0, type: $0.1) }))
    }
    catalog.schemas = ["public", "billing", "pg_catalog"].map { Catalog.Schema(name: $0) }
    table(1, "public", "customers", [("id", "bigint"), ("name", "text"), ("email", "text")])
    table(
      2, "public", "orders",
      [("id", "bigint"), ("customer_id", "bigint"), ("total", "numeric"), ("status", "public.order_status")])
    table(
      3, "public", "order_items",
      [("order_id", "bigint"), ("line", "integer"), ("product_id", "bigint"), ("courier_id", "bigint")])
    table(4, "public", "products", [("id", "bigint"), ("Title", "text"), ("order", "integer")])
    table(5, "billing", "invoices", [("id", "bigint"), ("order_id", "bigint")])
    table(6, "public", "deliveries", [("order_id", "bigint"), ("line", "integer"), ("sent_at", "timestamptz")])
    table(7, "pg_catalog", "pg_class", [("oid", "oid"), ("relname", "name")])
    table(9, "public", "couriers", [("courier_id", "bigint"), ("phone", "text")])
    catalog.relations[catalog.relations.count - 1].columns[0].isPrimaryKey = true
    for place in 0...1 { catalog.relations[2].columns[place].isPrimaryKey = true }
    table(8, "public", "big_orders", [("id", "bigint")], .view)
    catalog.foreignKeys = [
      Catalog.ForeignKey(name: "a", from: 2, fromColumns: ["customer_id"], to: 1, toColumns: ["id"]),
      Catalog.ForeignKey(name: "b", from: 3, fromColumns: ["order_id"], to: 2, toColumns: ["id"]),
      Catalog.ForeignKey(name: "c", from: 3, fromColumns: ["product_id"], to: 4, toColumns: ["id"]),
      Catalog.ForeignKey(
        name: "d", from: 6, fromColumns: ["order_id", "line"], to: 3, toColumns: ["order_id", "line"]),
      Catalog.ForeignKey(name: "e", from: 5, fromColumns: ["order_id"], to: 2, toColumns: ["id"]),
    ]
    catalog.functions = [
      Catalog.Function(schema: "public", name: "order_total", arguments: "order_id bigint", result: "numeric"),
      Catalog.Function(schema: "pg_catalog", name: "count", arguments: "\"any\"", result: "bigint", kind: .aggregate),
      Catalog.Function(
        schema: "public", name: "books_of", arguments: "author bigint", result: "TABLE(title_of text, pages integer)"),
      Catalog.Function(schema: "public", name: "close_month", arguments: "month date", kind: .procedure),
      Catalog.Function(
        schema: "public", name: "documents_of", arguments: "author bigint, OUT key text, OUT value numeric(10,2)",
        result: "SETOF record"),
      Catalog.Function(schema: "pg_catalog", name: "lower", arguments: "text", result: "text"),
    ]
    catalog.types = [
      Catalog.TypeEntry(schema: "public", name: "order_status", kind: .enumeration, labels: ["open", "paid"])
    ]
    catalog.roles = ["ada", "bob"]
    catalog.settings = ["search_path", "statement_timeout"].map { Catalog.Setting(name: $0) }
    return catalog
  }()

  private static let engine = CompletionEngine(catalog)

  /// `|` marks the cursor.
  private func complete(_ marked: String) -> Completion {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return Self.engine.complete(
      text: Array((parts[0] + (parts.count > 1 ? parts[1] : "")).utf8), cursor: parts[0].utf8.count, limit: 200)
  }

  @Test(arguments: [
    ("insert into customers (id, |)", "id"), ("update customers set id = 1, |", "id"),
    ("select customer_id, sum(total) as amount from orders group by |", "amount"),
    ("select rank() over (order by total) as place from orders group by |", "place"),
    ("select * from orders where status in ('open', |)", "'open'"), ("select close_m|", "close_month("),
    ("call order_t|", "order_total("),
    ("insert into customers (name) select | from orders o", "customers"),
    ("insert into customers (name) select | from orders o", "customers.id"),
    ("select * from orders o join customers c on c.id = o.customer_id where |", "o.customer_id = c.id"),
    ("select * from orders o join customers c on c.id = o.customer_id where |", "c.id = o.customer_id"),
  ]) func `What does not fit is not offered`(marked: String, unfit: String) {
    #expect(!complete(marked).items.contains { $0.insert == unfit })
  }

  @Test func `Procedures are called, and written as the search_path finds them`() {
    #expect(complete("call |").items.map(\.insert) == ["close_month("])
    #expect(complete("select stat| from orders").items.first?.detail == "order_status")
  }

  @Test func `A table without a foreign key joins by the key that a column is called like`() {
    let items = complete("select * from order_items oi join cou|").items.map(\.insert)
    #expect(items.first == "couriers c on c.courier_id = oi.courier_id", "\(items.prefix(3))")
  }

  @Test(arguments: [
    ("sel|", "select"), ("SEL|", "SELECT"), ("select * from cu|", "customers"), ("select * from ord|", "orders"),
    ("select * from inv|", "billing.invoices"), ("select * from billing.|", "invoices"),
    ("select * from big|", "big_orders"),
    ("select na| from customers", "name"), ("select o.cu| from orders o", "customer_id"),
    ("select orders.t| from orders", "total"), ("select * from orders o where o.sta|", "status"),
    ("select * from orders o join cus|", "customers c on c.id = o.customer_id"),
    ("select * from customers c join ord|", "orders o on o.customer_id = c.id"),
    ("select * from order_items oi join del|", "deliveries d on d.order_id = oi.order_id and d.line = oi.line"),
    ("select * from orders o join inv|", "billing.invoices i on i.order_id = o.id"),
    ("select * from orders o join customers c on |", "c.id = o.customer_id"),
    ("select * from orders wh|", "where"), ("select * from orders o le|", "left join"),
    ("select * from orders where total > 1 an|", "and"), ("select * from orders order by to|", "total"),
    ("select * from orders group by sta|", "status"), ("select t| from products", "\"Title\""),
    ("select ord| from products", "\"order\""), ("select cou|", "count("), ("select count(*) fr|", "from"),
    ("select low| from customers", "lower("), ("select order_to|", "order_total("),
    ("insert into cus|", "customers"), ("insert into customers (na|", "name"), ("update orders se|", "set"),
    ("update orders set to|", "total"), ("update orders set total = 1 whe|", "where"), ("delete from ord|", "orders"),
    ("delete from orders where cus|", "customer_id"), ("select 1::big|", "bigint"),
    ("select 1::order_s|", "order_status"),
    ("select * from orders where status = o|", "'open'"), ("select * from orders where status = |", "'open'"),
    ("set sta|", "statement_timeout"), ("grant select on cu|", "customers"),
    ("grant select on customers to ad|", "ada"),
    ("with recent as (select id, total as amount from orders) select am| from recent", "amount"),
    ("with recent as (select * from orders) select * from rec|", "recent"),
    ("select x.na| from (select name from customers) x", "name"),
    ("select x.to| from (select * from orders) x", "total"),
    ("select * from customers c where exists (select 1 from orders o where o.customer_id = c.i|", "id"),
    ("select v.b| from (values (1, 2)) v (a, bb)", "bb"), ("drop table cus|", "customers"), ("truncate ord|", "orders"),
    ("select * from orders; select na| from customers", "name"),
    ("select * from a union select na| from customers", "name"),
    ("explain sel|", "select"), ("alter table cus|", "customers"), ("select * from \"cus|", "customers"),
    ("update orders set total = 2 returning sta|", "status"), ("select oi| from order_items oi", "oi"),
    ("select * from oi|", "order_items"), ("select * from pg_cl|", "pg_class"), ("create index on cus|", "customers"),
    ("select case when total > 1 th| from orders", "then"),
    ("select status as shop from orders order by |", "shop"), ("select total, id from orders group by |", "total"),
    ("select * from orders o join customers c |", "on"), ("select * from orders o cross join customers c |", "where"),
    ("select * from orders where total > 1 |", "and"), ("select * from orders where total |", "is null"),
    ("select * from orders o join customers c on c.id = |", "o.customer_id"),
    ("select * from orders o join |  join products p on true", "customers c on c.id = o.customer_id"),
    ("select * from orders join cus|", "customers on customers.id = orders.customer_id"),
    ("select o.id, i.* from orders o join |", "billing.invoices i on i.order_id = o.id"),
    ("select o.id, cust.name from orders o join |", "customers cust on cust.id = o.customer_id"),
    (
      "select oi.line, sent_at from order_items oi join |",
      "deliveries d on d.order_id = oi.order_id and d.line = oi.line"
    ),
    ("select p.order from order_items oi join |", "products p on p.id = oi.product_id"),
    ("select i.line from orders o join i|", "billing.invoices i on i.order_id = o.id"),
    ("select sent_at from |", "deliveries"), ("select c.na|", "name"), ("select c.na| from", "name"),
    ("update orders set status = '|", "'open'"), ("update orders set status = 'pa|' where id = 1", "'paid"),
    ("select p.\"T| from products p", "\"Title\""),
    ("select *| from customers", "id, name, email"),
    ("select o.id, c.*| from orders o, customers c", "c.id, c.name, c.email"),
    ("select * from orders group |", "by"), ("create table t (id bigint primary k|)", "key"),
    ("create table t (id bigint not |)", "null"), ("select extract(y| from now())", "year"),
    ("insert into orders (id) values (1) on conflict (id) do update set total = excluded.to|", "total"),
    ("insert into orders (id) values (1) on conflict (id) do u|", "update set"),
    ("grant select on \"Orders\" |", "to"), ("alter table orders add column \"New\" bool|", "boolean"),
    ("select sum(total) over (partition by status |) from orders", "order by"),
    ("select * from orders where id in (|)", "select"), ("select * from orders o where not |", "exists"),
    ("merge into orders o using customers c on c.id = o.customer_id when matched then |", "update set"),
    ("select case when total > 1 then 2 e| from orders", "else"),
    ("select 1 union |", "all"), ("select count(*) filter (|", "where"),
    ("select mode() within group (|", "order by"), ("select mode() within group (order by id) fr|", "from"),
    ("select distinct o| from customers", "on"), ("select distinct on (sta|) id from orders", "status"),
    ("select distinct on (id) id fr|", "from"), ("select id from orders window w |", "as"),
    ("select id from orders window w as (|", "partition by"),
    ("select sum(total) over (order by id rows |) from orders", "between"),
    ("select sum(total) over (order by id rows between 6 |) from orders", "preceding"),
    ("select sum(total) over (order by id rows between 6 preceding |) from orders", "and"),
    ("select * from orders o for |", "update"), ("select * from orders o for update |", "of"),
    ("select * from orders o for update of |", "o"), ("select * from orders o for update of o |", "skip locked"),
    ("select * from orders order by id fetch |", "first"), ("select * from orders group by cu|", "customer_id"),
    ("select * from orders group by rollu|", "rollup"), ("select * from orders group by grouping s|", "sets"),
    ("insert into orders (id) select id from products group by id on |", "conflict"),
    ("insert into orders (id) values (1), (2) on |", "conflict"),
    ("insert into orders (id) select id from products group by id ret|", "returning"),
    ("insert into orders (id) values (1) on conflict |", "do nothing"),
    ("insert into orders (id) values (1) on conflict (id) |", "do update set"),
    ("merge into orders o using (sel|", "select"),
    ("merge into orders o using customers c on c.id = o.customer_id w|", "when matched then"),
    ("merge into orders o using customers c on true when not |", "matched then"),
    ("select * from orders o cross join lat|", "lateral"),
    ("select * from books_of(1) |", "as"), ("select * from books_of(1) with |", "ordinality"),
    ("select * from orders tablesample |", "bernoulli"),
    ("create materialized view v as select 1 from orders with |", "no data"),
    ("create table t (id bigint references orders (id), code text, unique (co|))", "code"),
    ("create table t (id bigint references orders (id), code text, check (co|))", "code"),
    ("create table t (id bigint references orders (cus|))", "customer_id"),
    ("vacuum (analyze, verbose) cus|", "customers"), ("select x.cu| from nothing_known x", "customer_id"),
    ("insert into orders (total) select sen|", "sent_at"),
    ("select * from orders o join customers c on low|", "lower("),
    ("with recent as (select 1) select rec|", "recent"), ("select bil|", "billing"),
    ("insert into orders (id, status) values (1, |", "'open'"),
    ("insert into orders (id, status) values (1, 'open'), (2, |", "'open'"),
    ("insert into orders (id) values (1) on conflict (id) do update set total = |", "excluded.total"),
    ("insert into orders (id) values (|", "default"), ("with |", "recursive"), ("with recent |", "as"),
    ("update deliveries set sent_at = |", "now()"), ("select * from deliveries where sent_at > |", "date"),
    ("create table t (at timestamptz default |", "now()"), ("create table t (ok boolean not null default |", "true"),
    ("update orders set total = 1 where id = 2 |", "and"), ("delete from orders where id = 2 r|", "returning"),
    ("merge into orders o using customers c |", "on"), ("select * from orders group by grouping sets ((|", "id"),
    ("select array_agg(id order by cu|) from orders", "customer_id"),
    ("select * from orders where id = any (|", "select"),
    ("grant |", "select"), ("insert in|", "into"), ("with a as (delete from orders returning *) insert in|", "into"),
    ("select * from orders o join cus| c on c.id = o.customer_id", "customers"),
    ("select coal|", "coalesce("), ("select distinct on (cu|) customer_id from orders", "customer_id"),
    ("insert into orders (id) select p.id from products p join order_i|", "order_items oi on oi.product_id = p.id"),
    ("select cou|(id) from orders", "count"),
    ("select * from orders o join lateral unnest(array[1]) with ordinality as u(n) |", "on"),
    ("insert into customers (id, |)", "name"), ("update customers set id = 1, |", "name"),
    ("select * from orders where status in ('open', |)", "'paid'"),
    ("select * from orders where status in ('open', '|')", "'paid"),
    ("insert into order_items (product_id) values (1) on conflict (|)", "order_id"),
    ("update orders o set total = 1 from customers c where |", "c.id = o.customer_id"),
    ("delete from orders o using customers c where |", "c.id = o.customer_id"),
    ("select * from orders o, customers c where |", "c.id = o.customer_id"),
    ("insert into orders (id) select cu| from orders o", "customer_id"),
    ("select d.ke| from documents_of(1) d", "key"), ("select * from orders where id not be|", "between"),
    ("select b.title_| from books_of(1) b", "title_of"), ("delete from orders o using cus|", "customers"),
    ("select 1\\; select * from cus|", "customers"), ("\\d x\nselect * from cus|", "customers"),
    ("\\x \\\\ select * from cus|", "customers"),
    ("select * from customers c where exists (select 1 from orders o where |)", "o.customer_id = c.id"),
    ("select * from customers c where c.id in (select customer_id from orders o where |)", "o"),
    ("select * from orders o join lateral (|", "select"),
  ]) func `The first completion is the one that is meant`(marked: String, expected: String) {
    let completion = complete(marked)
    #expect(completion.items.first?.insert == expected, "\(completion.items.prefix(5).map(\.insert))")
  }

  @Test(arguments: [
    "select 'cu|'", "select * from t -- cu|", "select /* cu| */ 1", "select $$cu|$$", "select 1|", "select 1 as na|",
    "select * from orders as o|", "select E'x\\'cu|", "\\d cu|", "\\|", "\\dt |\nselect 1;",
    "select 1;\n\\copy cu| from 'f'", "select 1 \\gset cu|", "copy orders from stdin;\ncu|\n\\.\n",
  ]) func `Nothing is offered where no name can stand`(marked: String) {
    #expect(complete(marked).items.isEmpty)
  }

  @Test func `Where a source must stand, no words are offered that need one before them`() {
    let words = complete("select * from |").items.filter { $0.kind == .keyword }.map(\.insert)
    #expect(words.contains("lateral") && !words.contains("where") && !words.contains("fetch"))
  }

  @Test func `Columns that several tables have are qualified`() {
    let inserts = complete("select id| from customers c join orders o on true").items.map(\.insert)
    #expect(inserts.contains("c.id"))
    #expect(inserts.contains("o.id"))
    #expect(!inserts.contains("id"))
  }

  @Test func `Names of aliases that are taken get numbers`() {
    let items = complete("select * from customers c join orders o on o.customer_id = c.id join cus|").items
    #expect(items.contains { $0.insert == "customers c2 on c2.id = o.customer_id" })
  }

  @Test func `What is replaced starts at the word's first byte`() {
    #expect(complete("select 'ä', na| from customers").replaceFrom == 13)
    #expect(complete("select c.na| from customers c").replaceFrom == 9)
    #expect(complete("select * from |").replaceFrom == 14)
  }

  @Test func `A dot behind a source gives its columns and nothing else`() {
    #expect(complete("select o.| from orders o").items.map(\.insert) == ["id", "customer_id", "total", "status"])
  }

  @Test(arguments: [
    "(", "select * from (", "select f(", "(select ", "select * from (a join ", "case when ", "json_table(x columns (",
  ])
  func `Nesting of any depth is survived`(piece: String) {
    let found = complete(String(repeating: piece, count: 3000) + "|")
    #expect(found.replaceFrom == 3000 * piece.utf8.count)
  }

  @Test func `Any cursor in any cut of a statement is survived`() {
    let text = Array(
      "with r as (select o.id, c.\"Na\" from orders o join customers c on (c.id = o.x) where a in (1, 'b')) update r set a[1] = $1 returning *;"
        .utf8)
    for end in 0...text.count {
      for cursor in 0...end { _ = Self.engine.complete(text: Array(text[..<end]), cursor: cursor, limit: 10) }
    }
  }
}
