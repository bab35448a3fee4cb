import Database

// Whatever else has a name.
extension CatalogReader {
  static let memberQueries = [
    functionQuery, typeQuery, settingQuery, objectQuery,
    CatalogQuery("select name from pg_catalog.pg_available_extensions order by name", names: \.extensions),
  ]

  private static let functionQuery = CatalogQuery(
    """
    select n.nspname, p.proname, pg_catalog.pg_get_function_arguments(p.oid),
      coalesce(pg_catalog.pg_get_function_result(p.oid), ''), p.prokind, p.provolatile, d.description,
      t.relations
    from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      left join pg_catalog.pg_description d on d.objoid = p.oid and d.objsubid = 0
        and d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      left join (select tgfoid, pg_catalog.array_agg(distinct tgrelid) relations
        from pg_catalog.pg_trigger where not tgisinternal group by tgfoid) t on t.tgfoid = p.oid
    where n.nspname !~ '^pg_(toast|temp)'
      and p.prorettype not in ('pg_catalog.internal'::pg_catalog.regtype, 'pg_catalog.cstring'::pg_catalog.regtype)
      and not 'pg_catalog.internal'::pg_catalog.regtype = any (p.proargtypes)
    order by n.nspname, p.proname, p.oid
    """
  ) { rows, draft in
    draft.catalog.functions = (0..<rows.rowCount).map { row in
      var function = Catalog.Function(
        schema: draft.one(rows.string(row, 0)), name: rows.string(row, 1), arguments: draft.one(rows.string(row, 2)),
        result: draft.one(rows.string(row, 3)), kind: functionKind(rows.string(row, 4)),
        comment: rows.text(row: row, column: 6))
      function.volatility = volatility(rows.string(row, 5))
      function.triggerRelations = rows.numbers(row, 7).map { UInt32($0) }
      return function
    }
  }

  private static func functionKind(_ letter: String) -> Catalog.Function.Kind {
    switch letter {
    case "p": .procedure
    case "a": .aggregate
    case "w": .window
    default: .function
    }
  }

  private static func volatility(_ letter: String) -> Catalog.Function.Volatility {
    switch letter {
    case "i": .immutable
    case "s": .stable
    default: .volatile
    }
  }

  private static let typeQuery = CatalogQuery(
    """
    select n.nspname, t.typname, t.typtype,
      (select pg_catalog.string_agg(e.enumlabel, E'\\n' order by e.enumsortorder)
        from pg_catalog.pg_enum e where e.enumtypid = t.oid),
      case t.typtype when 'd' then (select pg_catalog.string_agg(pg_catalog.pg_get_expr(k.conbin, 0), ' AND ')
        from pg_catalog.pg_constraint k where k.contypid = t.oid and k.contype = 'c') end
    from pg_catalog.pg_type t
      join pg_catalog.pg_namespace n on n.oid = t.typnamespace
      left join pg_catalog.pg_class c on c.oid = t.typrelid
    where t.typtype in ('b', 'c', 'd', 'e', 'r') and (c.oid is null or c.relkind = 'c') and t.typcategory <> 'A'
      and n.nspname !~ '^pg_(toast|temp)'
    order by n.nspname, t.typname
    """
  ) { rows, draft in
    draft.catalog.types = (0..<rows.rowCount).map { row in
      var type = Catalog.TypeEntry(
        schema: draft.one(rows.string(row, 0)), name: rows.string(row, 1), kind: typeKind(rows.string(row, 2)),
        labels: rows.string(row, 3).split(separator: "\n").map(String.init))
      type.check = rows.text(row: row, column: 4)
      return type
    }
  }

  private static func typeKind(_ letter: String) -> Catalog.TypeEntry.Kind {
    switch letter {
    case "c": .composite
    case "d": .domain
    case "e": .enumeration
    case "r": .range
    default: .base
    }
  }

  private static let settingQuery = CatalogQuery(
    """
    select name, case vartype when 'bool' then 'on' || E'\\n' || 'off'
      else pg_catalog.array_to_string(enumvals, E'\\n') end, short_desc
    from pg_catalog.pg_settings where name <> 'perch.search_path' order by name
    """
  ) { rows, draft in
    draft.catalog.settings = (0..<rows.rowCount).map { row in
      Catalog.Setting(
        name: rows.string(row, 0), values: rows.string(row, 1).split(separator: "\n").map(String.init),
        summary: rows.string(row, 2))
    }
  }

  /// Names only: what an index or a constraint is in SQL would take the server longer than all the rest.
  private static let objectQuery = CatalogQuery(
    """
    select kind, n.nspname, name, relation from (
      select 'index' kind, c.relnamespace namespace, c.relname::text name, i.indrelid relation
      from pg_catalog.pg_class c join pg_catalog.pg_index i on i.indexrelid = c.oid
      where c.oid >= 16384 and not c.relispartition
      union all
      select 'constraint', connamespace, conname, conrelid
      from pg_catalog.pg_constraint where oid >= 16384 and conrelid > 0 and contype <> 't'
      union all select 'trigger', null, tgname, tgrelid from pg_catalog.pg_trigger where not tgisinternal
      union all select 'policy', null, polname, polrelid from pg_catalog.pg_policy
      union all
      select 'rule', null, rulename, ev_class from pg_catalog.pg_rewrite where rulename <> '_RETURN' and oid >= 16384
      union all
      select 'collation', collnamespace, collname, null from pg_catalog.pg_collation
      where collencoding in (-1, (select encoding from pg_catalog.pg_database
        where datname = pg_catalog.current_database()))
      union all select 'tablespace', null, spcname, null from pg_catalog.pg_tablespace
      union all select 'publication', null, pubname, null from pg_catalog.pg_publication
      union all select 'server', null, srvname, null from pg_catalog.pg_foreign_server
      union all select 'foreignDataWrapper', null, fdwname, null from pg_catalog.pg_foreign_data_wrapper
      union all select 'database', null, datname, null from pg_catalog.pg_database
      union all select 'language', null, lanname, null from pg_catalog.pg_language
      union all select 'accessMethod', null, amname, null from pg_catalog.pg_am
      union all select 'eventTrigger', null, evtname, null from pg_catalog.pg_event_trigger
      union all select 'statistics', stxnamespace, stxname, stxrelid from pg_catalog.pg_statistic_ext
      union all select 'configuration', cfgnamespace, cfgname, null from pg_catalog.pg_ts_config
    ) o left join pg_catalog.pg_namespace n on n.oid = o.namespace
    where n.nspname is null or n.nspname !~ '^pg_(toast|temp)'
    order by kind collate "C", n.nspname, name collate "C", relation
    """
  ) { rows, draft in
    draft.catalog.objects = (0..<rows.rowCount).compactMap { row in
      Catalog.Object.Kind(rawValue: rows.string(row, 0)).map { kind in
        Catalog.Object(
          kind: kind, schema: rows.text(row: row, column: 1).map { draft.one($0) },
          name: draft.one(rows.string(row, 2)),
          relation: rows.text(row: row, column: 3).flatMap { UInt32($0) })
      }
    }
  }
}
