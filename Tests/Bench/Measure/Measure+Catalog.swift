import Database
import Glibc
import Postgres
import TestSupport
import Workbench

/// A large catalog: ten thousand tables of ten columns and two thousand functions.
extension Measure {
  /// `conninfo` is a database that has such a catalog already; without one it is made.
  static func catalog(_ conninfo: String? = nil) throws {
    let settings = try conninfo.map { try ConnectionSettings(conninfo: $0) } ?? makeLargeDatabase()
    let before = residentKilobytes(getpid(), "VmRSS:")
    var engine = CompletionEngine(try CatalogReader.read(settings) { _ in })
    let after = residentKilobytes(getpid(), "VmRSS:")
    print("resident memory \(before / 1024) MB before, \(after / 1024) MB after (goal 100 MB more)")
    var (parts, wholes, decodes, builds): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    var bytes: [UInt8] = []
    for _ in 0..<7 {
      let start = now()
      var part = 0.0
      let catalog = try CatalogReader.read(settings) { _ in part = now() - start }
      wholes.append(now() - start)
      parts.append(part)
      bytes = CatalogFile.encode(catalog)
    }
    for _ in 0..<7 {
      let start = now()
      guard let catalog = CatalogFile.decode(bytes) else { return print("the catalog's file is not read") }
      decodes.append(now() - start)
      let built = now()
      engine = CompletionEngine(catalog)
      builds.append(now() - built)
    }
    print(
      "catalog of \(engine.catalog.relations.count) relations, \(engine.catalog.functions.count) functions: search path after "
        + "\(text(quantile(parts, 0.5))) · all after \(text(quantile(wholes, 0.5))) (goal 1 s)")
    let both = quantile(zip(decodes, builds).map(+), 0.5)
    print(
      "from \(bytes.count / 1024) kB of cache: \(text(quantile(decodes, 0.5))) · index \(text(quantile(builds, 0.5))) · "
        + "\(text(both)) (goal 100 ms)")
    completions(engine)
  }

  /// One request at a time, as one types a statement letter by letter.
  private static func completions(_ engine: CompletionEngine) {
    let tables = engine.catalog.relations.filter {
      $0.schema == engine.catalog.searchPath.first && $0.columns.count > 4
    }
    var times: [Double] = []
    for table in stride(from: 0, to: tables.count, by: max(1, tables.count / 20)).map({ tables[$0] }) {
      let (a, b) = (table.columns[0].name, table.columns[3].name)
      let statement = Array(
        "select t.\(a), count(\(b)) from \(table.name) t join other o on o.\(a) = t.\(a) where t.\(b) is null order by 1"
          .utf8)
      for cursor in 1...statement.count {
        let start = now()
        let completion = engine.complete(text: Array(statement[..<cursor]), cursor: cursor, limit: 50)
        if completion.replaceFrom <= cursor { times.append(now() - start) }
      }
    }
    guard !times.isEmpty else { return }
    print(
      "\(times.count) completions in it: p50 \(text(quantile(times, 0.5))) · p99 \(text(quantile(times, 0.99))) · "
        + "worst \(text(quantile(times, 1))) (goal p99 5 ms)")
  }

  private static func makeLargeDatabase() throws -> ConnectionSettings {
    let settings = try PrivateServer.shared.get().makeDatabase()
    let connection = try Connection(settings)
    // A transaction for each schema: the locks of one do not fit in the server's table for many more.
    for schema in 0..<20 {
      try connection.execute(
        """
        create schema s\(schema);
        do $$ begin for i in 1..500 loop
          execute pg_catalog.format('create table s\(schema).%1$I (id bigint primary key, %2$I bigint references s\(schema).%3$I (id),
            code text, title text not null, amount numeric(12,2) default 0, happened_at timestamptz, payload jsonb,
            is_active boolean, owner_name text, priority smallint)', 'table_' || i, 'table_' || i || '_parent',
            'table_' || greatest(1, i / 2));
        end loop;
        for i in 1..100 loop
          execute pg_catalog.format('create function s\(schema).%I (a integer, b text default %L) returns integer language sql
            stable as $f$ select 1 $f$', 'compute_' || i, 'x');
        end loop; end $$
        """)
    }
    try connection.execute(
      """
      do $$ begin
        execute pg_catalog.format('alter database %I set search_path = s0, public', pg_catalog.current_database());
      end $$;
      analyze
      """)
    return settings
  }
}
