import Database
import Testing
import Workbench

struct SchemaScriptTests {
  private static let script = """
    SET search_path = '';
    CREATE SCHEMA shop;
    SET default_tablespace = '';
    CREATE TYPE shop.status AS ENUM (
        'open',
        'it''s paid'
    );
    ALTER TYPE shop.status OWNER TO keeper;
    CREATE DOMAIN public.email AS text CONSTRAINT at CHECK (VALUE ~ '@');
    CREATE FUNCTION shop.total_of(order_id bigint, VARIADIC extra numeric[]) RETURNS numeric
        LANGUAGE plpgsql STABLE
        AS $_$ begin return 1; end $_$;
    CREATE TABLE public.customers (
        id bigint NOT NULL,
        name character varying(40) DEFAULT 'a, b'::character varying NOT NULL,
        mail public.email,
        "Full Name" text
    );
    CREATE TABLE shop.orders (
        id bigserial PRIMARY KEY,
        customer_id int8 NOT NULL REFERENCES public.customers (id) ON DELETE CASCADE,
        state shop.status DEFAULT 'open'::shop.status,
        total numeric(12,2) GENERATED ALWAYS AS (1 + 1) STORED,
        CONSTRAINT positive CHECK ((total > (0)::numeric))
    );
    COPY public.customers (id, name) FROM stdin;
    1	it's "broken
    2	'; create table public.wrong (id int);
    \\.
    \\connect other
    ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
    CREATE TABLE lines (order_id bigint, number int, note text, PRIMARY KEY (order_id, number),
      FOREIGN KEY (order_id) REFERENCES shop.orders);
    ALTER TABLE lines ADD COLUMN price money NOT NULL, DROP COLUMN note;
    ALTER TABLE lines RENAME COLUMN number TO place;
    CREATE UNIQUE INDEX lines_price ON public.lines USING btree (price);
    CREATE VIEW public.spent AS
     SELECT c.name, sum(o.total) AS amount, o.* FROM public.customers c JOIN shop.orders o ON o.customer_id = c.id;
    CREATE VIEW public.most AS SELECT name, amount FROM public.spent;
    CREATE MATERIALIZED VIEW public.counted (what, how_many) AS SELECT name, count(*) FROM customers GROUP BY 1;
    CREATE TABLE gone (id int); DROP TABLE gone;
    CREATE POLICY mine ON shop.orders USING (true);
    COMMENT ON COLUMN public.customers.mail IS 'where it''s sent';
    GRANT SELECT ON public.customers TO reader;
    CREATE DOMAIN size AS text CHECK (VALUE IN ('S', 'M'));
    CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$ begin return new; end $$;
    CREATE TABLE shop.goods (id int PRIMARY KEY, code text UNIQUE, shelf int, place int, size size,
      colour text CHECK (colour IN ('red', 'blue')), UNIQUE NULLS NOT DISTINCT (shelf, place));
    CREATE TRIGGER touched BEFORE UPDATE ON shop.goods FOR EACH ROW EXECUTE FUNCTION shop.touch();
    CREATE UNIQUE INDEX ON shop.goods (lower(code));
    CREATE UNIQUE INDEX one_red ON shop.goods (shelf) WHERE colour = 'red';
    CREATE TABLE broken (id int, ,, name
    """

  private let catalog = SchemaScript.catalog(of: Array(script.utf8))

  private func relation(_ name: String) throws -> Catalog.Relation {
    try #require(catalog.relations.first { $0.name == name })
  }

  @Test func `Columns have the types, defaults, keys and comments that the statements give them`() throws {
    let customers = try relation("customers")
    #expect(customers.columns.map(\.name) == ["id", "name", "mail", "Full Name"])
    #expect(customers.columns.map(\.type) == ["bigint", "character varying(40)", "public.email", "text"])
    #expect(customers.columns.map(\.isNullable) == [false, false, true, true])
    #expect(customers.columns[0].isPrimaryKey)
    #expect(customers.columns[1].defaultExpression == "'a, b'::character varying")
    #expect(customers.columns[2].comment == "where it's sent")
    let orders = try relation("orders")
    #expect(orders.schema == "shop")
    #expect(orders.columns.map(\.name) == ["id", "customer_id", "state", "total"])
    #expect(orders.columns.map(\.type) == ["bigint", "bigint", "shop.status", "numeric(12,2)"])
    #expect(orders.columns[0].defaultExpression == "nextval('orders_id_seq'::regclass)")
    #expect(try relation("lines").columns.map(\.name) == ["order_id", "place", "price"])
  }

  @Test func `Foreign keys without columns mean the primary key`() throws {
    let (customers, orders, lines) = (try relation("customers"), try relation("orders"), try relation("lines"))
    #expect(
      catalog.foreignKeys.map { [$0.from, $0.to] } == [[orders.oid, customers.oid], [lines.oid, orders.oid]])
    #expect(catalog.foreignKeys.map(\.toColumns) == [["id"], ["id"]])
  }

  @Test func `Views get the columns of their queries, views on views too`() throws {
    #expect(
      try relation("spent").columns.map(\.name) == ["name", "amount", "id", "customer_id", "state", "total"])
    #expect(try relation("most").columns.map(\.type) == ["character varying(40)", ""])
    #expect(try relation("counted").columns.map(\.name) == ["what", "how_many"])
  }

  @Test func `Rows of data and dropped tables leave nothing behind`() {
    #expect(!catalog.relations.contains { ["wrong", "gone"].contains($0.name) })
  }

  @Test func `Types, functions, roles and named objects are there`() throws {
    #expect(catalog.types.first { $0.name == "status" }?.labels == ["open", "it's paid"])
    let function = try #require(catalog.functions.first { $0.name == "total_of" })
    #expect(function.arguments == "order_id bigint, VARIADIC extra numeric[]")
    #expect(function.result == "numeric")
    #expect(catalog.functions.first { $0.name == "date_trunc" }?.schema == "pg_catalog")
    #expect(catalog.roles == ["keeper", "reader"])
    let named = catalog.objects.filter { $0.relation != nil }.map(\.name)
    #expect(Set(named) == ["positive", "customers_pkey", "lines_price", "mine", "touched", "one_red"])
    #expect(catalog.schemas.map(\.name) == ["public", "shop", "information_schema", "pg_catalog"])
  }

  @Test func `Unique keys, checks and the tables of trigger functions are there`() throws {
    let goods = try relation("goods")
    #expect(goods.uniqueKeys == [["code"], ["shelf", "place"]])
    #expect(try relation("lines").uniqueKeys == [["price"]])
    #expect(goods.checks == ["colour IN ('red', 'blue')"])
    #expect(catalog.types.first { $0.name == "size" }?.check == "VALUE IN ('S', 'M')")
    #expect(catalog.functions.first { $0.name == "touch" }?.triggerRelations == [goods.oid])
  }

  @Test(arguments: [
    ("insert into shop.goods (code) values ('x') on conflict (|", "code"),
    ("insert into shop.goods (shelf, place) values (1, 2) on conflict (|", "shelf"),
    ("insert into shop.goods (shelf, place) values (1, 2) on conflict (shelf, |", "place"),
    ("insert into shop.goods (id, code) values (1, 'x') on conflict (|", "id"),
    ("insert into shop.goods (id, code) values (1, 'x') on conflict (cod|", "code"),
    ("insert into shop.goods as g select 1 on conflict (|", "id"),
    ("select * from shop.goods where colour = |", "'red'"),
    ("select * from shop.goods g where g.colour = 'b|", "'blue'"),
    ("select * from shop.goods where colour in ('red', |)", "'blue'"),
    ("update shop.goods set size = |", "'S'"), ("insert into shop.goods (size) values ('|')", "'S"),
    ("create or replace function shop.touch() returns trigger language plpgsql as $$ begin new.col| end $$", "colour"),
    ("select date_trunc('|')", "'day"), ("select date_trunc(|", "'day'"),
    ("select date_trunc('mon|', now())", "'month"),
    ("select extract(| from now())", "year"), ("select extract(mon| from now())", "month"),
    ("select nextval('ord|')", "'shop.orders_id_seq"), ("select current_setting('work_m|')", "'work_mem"),
    ("do $$ begin for r in | loop", "select"), ("do $$ begin return query |", "select"),
    ("do $$ begin open c for ex|", "execute"), ("do $$ declare names text[]; begin for r in na|", "names"),
  ]) func `Keys, checks and triggers lead to what is meant`(marked: String, expected: String) {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let found = CompletionEngine(catalog).complete(
      text: Array(parts.joined().utf8), cursor: parts[0].utf8.count, limit: 20)
    #expect(found.items.first?.insert == expected, "\(found.items.prefix(5).map(\.insert))")
  }

  @Test func `Completion works from a script alone`() {
    let engine = CompletionEngine(catalog)
    let text = Array("select * from shop.orders o join cus".utf8)
    let items = engine.complete(text: text, cursor: text.count, limit: 5).items
    #expect(items.first?.insert == "customers c on c.id = o.customer_id")
  }

  @Test func `Any cut of a script is survived`() {
    let bytes = Array(Self.script.utf8)
    for end in stride(from: 0, to: bytes.count, by: 7) { _ = SchemaScript.catalog(of: Array(bytes[..<end])) }
  }

  @Test func `Partitions and the volatility of functions are read`() throws {
    let catalog = SchemaScript.catalog(
      of: Array(
        """
        create table sale (id int, day date) partition by range (day);
        create table sale_a partition of sale for values from ('2026-01-01') to ('2027-01-01') partition by list (id);
        create table sale_b (id int, day date);
        alter table only sale attach partition sale_b default;
        create table sale_c partition of sale default;
        alter table sale detach partition sale_c;
        create function look() returns int language sql stable as 'select 1';
        create function alter_it() returns int as 'select 1' language sql;
        """.utf8))
    let parent = try #require(catalog.relations.first { $0.name == "sale" })
    let parts = catalog.relations.filter { $0.name != "sale" }
    #expect(parts.map(\.name) == ["sale_a", "sale_b", "sale_c"])
    #expect(parts.map(\.partitionOf) == [parent.oid, parent.oid, nil])
    #expect(parts.map(\.kind) == [.partitionedTable, .table, .table])
    #expect(parts.allSatisfy { $0.columns.map(\.name) == ["id", "day"] })
    #expect(catalog.functions.first { $0.name == "look" }?.volatility == .stable)
    #expect(catalog.functions.first { $0.name == "alter_it" }?.volatility == .volatile)
  }
}
