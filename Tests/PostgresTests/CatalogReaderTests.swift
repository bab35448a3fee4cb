import Database
import Postgres
import TestSupport
import Testing

@Suite struct CatalogReaderTests {
  private static let schema = """
    create schema shop;
    comment on schema shop is 'where things are sold';
    create type shop.mood as enum ('glad', 'sad', 'so so');
    create table shop.customer (
      country text, number int, name text not null default 'nobody', primary key (country, number) include (name));
    comment on table shop.customer is 'who buys';
    comment on column shop.customer.name is 'as written';
    create table shop.orders (
      id int8 generated always as identity primary key, customer_number int, customer_country text,
      constraint buyer foreign key (customer_country, customer_number) references shop.customer (country, number));
    create view shop.big as select * from shop.orders;
    create function shop.total(a int, b int default 2) returns int language sql stable as 'select a + b';
    create function shop.touch() returns trigger language plpgsql as 'begin return new; end';
    create domain shop.size as text check (value in ('S', 'M'));
    create table shop.goods (
      gone int, id int primary key, code text unique, shelf int, place int, colour text check (colour in ('red', 'blue')));
    alter table shop.goods drop column gone;
    create unique index on shop.goods (place, shelf) include (code);
    create unique index on shop.goods (lower(code));
    create unique index on shop.goods (shelf) where place = 0;
    create trigger touched before update on shop.goods for each row execute function shop.touch();
    create procedure shop.tidy() language sql as 'select 1';
    create table shop.parted (a int) partition by range (a);
    create table shop.part1 partition of shop.parted for values from (1) to (2);
    insert into shop.customer values ('de', 1, 'a');
    analyze shop.customer;
    """

  private func read() throws -> (parts: [Catalog], whole: Catalog) {
    let settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute(Self.schema)
    var parts: [Catalog] = []
    let whole = try CatalogReader.read(settings) { parts.append($0) }
    return (parts, whole)
  }

  @Test func `The catalog holds what the database holds`() throws {
    let (parts, catalog) = try read()
    #expect(parts.count == 1 && !parts[0].isComplete && catalog.isComplete)
    #expect(parts[0].relations.allSatisfy { $0.schema == "shop" })
    #expect(catalog.searchPath == ["public"])
    #expect(catalog.schemas.first { $0.name == "shop" }?.comment == "where things are sold")
    let user = catalog.relations.filter { $0.schema == "shop" }
    #expect(
      user.map { "\($0.name) \($0.kind)" } == [
        "big view", "customer table", "goods table", "orders table", "orders_id_seq sequence", "part1 table",
        "parted partitionedTable",
      ])
    #expect(user[5].partitionOf == user[6].oid && user[5].columns == user[6].columns)
    #expect(user.map { $0.partitionOf != nil } == [false, false, false, false, false, true, false])
    let customer = try #require(user.first { $0.name == "customer" })
    #expect(customer.comment == "who buys")
    #expect(customer.estimatedRows == 1)
    #expect(user.first { $0.name == "orders" }?.estimatedRows == nil)
    #expect(customer.columns.map(\.name) == ["country", "number", "name"])
    #expect(customer.columns.map(\.type) == ["text", "integer", "text"])
    #expect(customer.columns.map(\.isPrimaryKey) == [true, true, false])
    #expect(customer.columns.map(\.isNullable) == [false, false, false])
    #expect(customer.columns[2].defaultExpression == "'nobody'::text")
    #expect(customer.columns[2].comment == "as written")
  }

  @Test func `Keys pair their columns in order, functions and types say how they are used`() throws {
    let catalog = try read().whole
    let oids = Dictionary(
      uniqueKeysWithValues: catalog.relations.filter { $0.schema == "shop" }.map { ($0.name, $0.oid) })
    let key = try #require(catalog.foreignKeys.first { $0.name == "buyer" })
    #expect(key.from == oids["orders"] && key.to == oids["customer"])
    #expect(key.fromColumns == ["customer_country", "customer_number"])
    #expect(key.toColumns == ["country", "number"])
    let functions = catalog.functions.filter { $0.schema == "shop" }
    #expect(functions.map(\.name) == ["tidy", "total", "touch"])
    #expect(functions.map(\.kind) == [.procedure, .function, .function])
    #expect(functions.map(\.volatility) == [.volatile, .stable, .volatile])
    #expect(functions[1].arguments == "a integer, b integer DEFAULT 2")
    #expect(functions[1].result == "integer")
    #expect(catalog.types.first { $0.name == "mood" }?.labels == ["glad", "sad", "so so"])
    for name in ["int4", "name", "point"] { #expect(catalog.types.contains { $0.name == name }, "\(name)") }
    #expect(!catalog.types.contains { $0.name.hasPrefix("_") && $0.schema == "pg_catalog" })
    #expect(catalog.relations.contains { $0.schema == "pg_catalog" && $0.name == "pg_class" })
    #expect(catalog.relations.contains { $0.schema == "information_schema" && $0.name == "columns" })
    #expect(catalog.settings.contains { $0.name == "work_mem" })
    #expect(catalog.extensions.contains("plpgsql"))
    #expect(!catalog.roles.isEmpty)
  }

  @Test func `Unique keys, checks and the tables of trigger functions are read`() throws {
    let catalog = try read().whole
    let goods = try #require(catalog.relations.first { $0.name == "goods" })
    #expect(goods.columns.map(\.isPrimaryKey) == [true, false, false, false, false])
    #expect(goods.uniqueKeys == [["code"], ["place", "shelf"]])
    #expect(goods.checks == ["(colour = ANY (ARRAY['red'::text, 'blue'::text]))"])
    #expect(catalog.functions.first { $0.name == "touch" }?.triggerRelations == [goods.oid])
    #expect(
      catalog.types.first { $0.name == "size" }?.check == "(VALUE = ANY (ARRAY['S'::text, 'M'::text]))")
  }

  @Test func `The search path's tables come first whole, the others at first by name`() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute(
      Self.schema + "create table near (a int, b int, c int primary key); alter table near drop column a;"
        + "alter table near add foreign key (b) references near (c)")
    var parts: [Catalog] = []
    let whole = try CatalogReader.read(settings) { parts.append($0) }
    let part = try #require(parts.first)
    #expect(
      part.relations.map(\.name) == whole.relations.filter { $0.schema == "public" || $0.schema == "shop" }.map(\.name))
    let near = try #require(part.relations.first { $0.name == "near" })
    #expect(near == whole.relations.first { $0.name == "near" })
    #expect(near.columns.map(\.name) == ["b", "c"] && near.columns.map(\.isPrimaryKey) == [false, true])
    #expect(part.relations.filter { $0.schema == "shop" }.allSatisfy { $0.columns.isEmpty && $0.oid > 0 })
    #expect(part.foreignKeys.map(\.fromColumns) == [["b"]] && part.foreignKeys.map(\.toColumns) == [["c"]])
  }

  @Test func `Ten thousand tables are read at once, each with its columns`() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    let connection = try Connection(settings)
    for thousand in 0..<10 {
      try connection.execute(
        """
        do $$ begin for i in 1..1000 loop
          execute pg_catalog.format('create table %I (id int primary key, a text, b int)', 't' || \(thousand) * 1000 + i);
        end loop; end $$
        """)
    }
    try connection.execute("vacuum analyze pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_index")
    let clock = ContinuousClock()
    let start = clock.now
    let catalog = try CatalogReader.read(settings) { _ in }
    // A second in a release build on a free machine; a query per table would take far longer than this.
    #expect(clock.now - start < .seconds(30))
    let tables = catalog.relations.filter { $0.schema == "public" }
    #expect(tables.count == 10_000)
    #expect(tables.allSatisfy { $0.columns.map(\.isPrimaryKey) == [true, false, false] })
  }

  @Test func `A second database with the same schema takes the first one's catalog over, with its own oids`() throws {
    let server = try PrivateServer.shared.get()
    let first = try server.makeDatabase()
    try Connection(first).execute(Self.schema)
    func unknown(_: String) -> Catalog? { nil }
    let (catalog, fingerprint) = try CatalogReader.read(first, known: unknown) { _ in }
    let second = try server.makeDatabase()
    try Connection(second).execute("create table shop_before (a int); drop table shop_before;" + Self.schema)
    var parts = 0
    var asked: [String] = []
    func known(_ wanted: String) -> Catalog? {
      asked.append(wanted)
      return wanted == fingerprint ? catalog : nil
    }
    let adopted = try CatalogReader.read(second, known: known) { _ in parts += 1 }
    #expect(asked == [fingerprint])
    #expect(parts == 1)
    #expect(adopted.fingerprint == fingerprint)
    let own = try CatalogReader.read(second) { _ in }
    func user(_ catalog: Catalog) -> [Catalog.Relation] { catalog.relations.filter { $0.schema == "shop" } }
    #expect(user(adopted.catalog) == user(own))
    #expect(user(adopted.catalog).map(\.oid) != user(catalog).map(\.oid))
    #expect(adopted.catalog.foreignKeys == own.foreignKeys)
    #expect(adopted.catalog.functions == own.functions)
    #expect(adopted.catalog.objects.filter { $0.relation != nil } == own.objects.filter { $0.relation != nil })
  }

  @Test(arguments: [
    "alter table shop.orders add column note text", "alter table shop.orders alter customer_country set not null",
    "alter type shop.mood add value 'tired'",
    "create or replace view shop.big as select * from shop.orders where id > 1",
    "drop function shop.total(int, int)", "comment on table shop.orders is 'x'", "create schema other",
    "alter table shop.orders alter customer_country set default 'de'", "create index on shop.orders (id)",
    "alter table shop.orders drop constraint buyer", "alter function shop.total(int, int) volatile",
    "alter table shop.parted detach partition shop.part1", "create unique index on shop.goods (colour)",
    "alter table shop.goods drop constraint goods_colour_check, add constraint goods_colour_check check (colour > 'a')",
    "create or replace trigger touched before update on shop.orders for each row execute function shop.touch()",
  ]) func `Every change of the schema changes its fingerprint`(change: String) throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    let connection = try Connection(settings)
    try connection.execute(Self.schema)
    let before = try CatalogReader.fingerprint(settings)
    try connection.execute("insert into shop.customer values ('fr', 2, 'b'); analyze")
    #expect(try CatalogReader.fingerprint(settings) == before)
    try connection.execute(change)
    #expect(try CatalogReader.fingerprint(settings) != before)
  }

  @Test func `Tables of as many columns as there can be are read in time, with their defaults`() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute(
      """
      do $$ begin
        for number in 1..4 loop
          execute pg_catalog.format('create table wide%s (%s)', number,
            (select pg_catalog.string_agg(pg_catalog.format('column_of_the_wide_table_%s int default %s', i, i), ', ')
             from pg_catalog.generate_series(1, 1600) i));
        end loop;
      end $$;
      create table sums (a int, b int default 7, "the Sum" int generated always as (a + b) stored);
      """)
    let catalog = try CatalogReader.read(settings) { _ in }
    let wide = catalog.relations.filter { $0.name.hasPrefix("wide") }
    #expect(wide.map { $0.columns.last?.defaultExpression } == ["1600", "1600", "1600", "1600"])
    let sums = try #require(catalog.relations.first { $0.name == "sums" })
    #expect(sums.columns.map(\.defaultExpression) == [nil, "7", "(a + b)"])
  }
}
