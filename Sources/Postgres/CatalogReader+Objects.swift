import Database

extension CatalogReader {
  static func readSettings(_ connection: Connection, _ catalog: inout Catalog) throws(ServerError) {
    let settings = try connection.execute(
      """
      select name, case vartype when 'bool' then 'on' || E'\\n' || 'off'
        else pg_catalog.array_to_string(enumvals, E'\\n') end, short_desc
      from pg_catalog.pg_settings order by name
      """)
    catalog.settings = (0..<settings.rowCount).map { row in
      Catalog.Setting(
        name: settings.text(row: row, column: 0) ?? "",
        values: (settings.text(row: row, column: 1) ?? "").split(separator: "\n").map(String.init),
        summary: settings.text(row: row, column: 2) ?? "")
    }
  }

  /// What has a name besides relations, functions and types, in one query.
  static func readObjects(_ connection: Connection, _ catalog: inout Catalog) throws(ServerError) {
    let objects = try connection.execute(objectQuery)
    catalog.objects = (0..<objects.rowCount).compactMap { row in
      guard let kind = Catalog.Object.Kind(rawValue: objects.text(row: row, column: 0) ?? "") else { return nil }
      return Catalog.Object(
        kind: kind, schema: objects.text(row: row, column: 1), name: objects.text(row: row, column: 2) ?? "",
        relation: objects.text(row: row, column: 3).flatMap { UInt32($0) },
        definition: objects.text(row: row, column: 4))
    }
  }

  private static let objectQuery = """
    select kind, n.nspname, name, relation, definition from (
      select 'index' kind, c.relnamespace namespace, c.relname::text name, i.indrelid relation,
        case when c.oid >= 16384 then pg_catalog.pg_get_indexdef(c.oid) end definition
      from pg_catalog.pg_class c join pg_catalog.pg_index i on i.indexrelid = c.oid
      where c.oid >= 16384 and not c.relispartition
      union all
      select 'constraint', connamespace, conname, conrelid, pg_catalog.pg_get_constraintdef(oid)
      from pg_catalog.pg_constraint where oid >= 16384 and conrelid > 0 and contype <> 't'
      union all
      select 'trigger', null, tgname, tgrelid, null from pg_catalog.pg_trigger where not tgisinternal
      union all
      select 'policy', null, polname, polrelid, pg_catalog.pg_get_expr(polqual, polrelid) from pg_catalog.pg_policy
      union all
      select 'rule', null, rulename, ev_class, null from pg_catalog.pg_rewrite
      where rulename <> '_RETURN' and oid >= 16384
      union all
      select 'collation', collnamespace, collname, null, null from pg_catalog.pg_collation
      where collencoding in (-1, (select encoding from pg_catalog.pg_database
        where datname = pg_catalog.current_database()))
      union all select 'tablespace', null, spcname, null, null from pg_catalog.pg_tablespace
      union all select 'publication', null, pubname, null, null from pg_catalog.pg_publication
      union all select 'server', null, srvname, null, null from pg_catalog.pg_foreign_server
      union all select 'foreignDataWrapper', null, fdwname, null, null from pg_catalog.pg_foreign_data_wrapper
      union all select 'database', null, datname, null, null from pg_catalog.pg_database
      union all select 'language', null, lanname, null, null from pg_catalog.pg_language
      union all select 'accessMethod', null, amname, null, null from pg_catalog.pg_am
      union all select 'eventTrigger', null, evtname, null, null from pg_catalog.pg_event_trigger
      union all select 'statistics', stxnamespace, stxname, stxrelid, null from pg_catalog.pg_statistic_ext
      union all select 'configuration', cfgnamespace, cfgname, null, null from pg_catalog.pg_ts_config
    ) o left join pg_catalog.pg_namespace n on n.oid = o.namespace
    where n.nspname is null or n.nspname !~ '^pg_(toast|temp)'
    order by 1, 2, 3, 4
    """
}
