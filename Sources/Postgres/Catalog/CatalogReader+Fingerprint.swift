import Database

extension CatalogReader {
  /// What the user's schemas hold, as one short text: equal for databases whose schemas are alike, whatever their oids. Much quicker than
  /// reading it all.
  static func fingerprint(_ connection: Connection) throws(ServerError) -> String {
    try connection.execute(fingerprintQuery).text(row: 0, column: 0) ?? ""
  }

  /// Takes a catalog of the same fingerprint over: its oids become those of `own`, which has relations and no columns; what differs between
  /// tenants comes from there.
  static func adopt(_ known: Catalog, as own: Catalog) -> Catalog {
    var catalog = known
    catalog.database = own.database
    catalog.searchPath = own.searchPath
    catalog.schemas = own.schemas
    catalog.roles = own.roles
    let found = Dictionary(own.relations.map { (RelationName(of: $0), $0) }) { first, _ in first }
    var oids: [UInt32: UInt32] = [:]
    for index in catalog.relations.indices {
      guard let relation = found[RelationName(of: catalog.relations[index])] else { continue }
      oids[catalog.relations[index].oid] = relation.oid
      catalog.relations[index].oid = relation.oid
      catalog.relations[index].partitionOf = relation.partitionOf
      catalog.relations[index].estimatedRows = relation.estimatedRows
    }
    for index in catalog.foreignKeys.indices {
      let key = catalog.foreignKeys[index]
      catalog.foreignKeys[index].from = oids[key.from] ?? key.from
      catalog.foreignKeys[index].to = oids[key.to] ?? key.to
    }
    for index in catalog.functions.indices where !catalog.functions[index].triggerRelations.isEmpty {
      catalog.functions[index].triggerRelations = catalog.functions[index].triggerRelations.map { oids[$0] ?? $0 }
    }
    for index in catalog.objects.indices {
      if let oid = catalog.objects[index].relation { catalog.objects[index].relation = oids[oid] ?? oid }
    }
    return catalog
  }

  private struct RelationName: Hashable {
    var schema: String
    var name: String

    init(of relation: Catalog.Relation) { (schema, name) = (relation.schema, relation.name) }
  }

  static let userSchemas =
    "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'"

  /// Each line sums up one list, its entries in any order.
  private static let fingerprintQuery = """
    select pg_catalog.md5(pg_catalog.string_agg(part || '', ' ' order by place)) from (
      select 0, pg_catalog.current_setting('server_version')
      union all
      select 1, pg_catalog.count(*) || ':' || pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws('.',
        n.nspname, c.relname, c.relkind, c.relispartition, a.attnum, a.attname,
        case when a.atttypid < 16384 then a.atttypid::pg_catalog.text else t.typname end, a.atttypmod, a.attnotnull,
        \(DefaultExpression.sql(of: "d"))), 0))
      from pg_catalog.pg_attribute a
        join pg_catalog.pg_class c on c.oid = a.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join pg_catalog.pg_type t on t.oid = a.atttypid
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attnum > 0 and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and \(userSchemas)
      union all
      select 2, pg_catalog.count(*) || ':' || pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws('.',
        c.relname, k.conname, k.contype, k.conkey, k.confkey, f.relname,
        pg_catalog.pg_get_expr(k.conbin, k.conrelid)), 0))
      from pg_catalog.pg_constraint k
        left join pg_catalog.pg_class c on c.oid = k.conrelid
        left join pg_catalog.pg_class f on f.oid = k.confrelid
      where k.oid >= 16384
      union all
      select 3, pg_catalog.count(*) || ':' || pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws('.',
        n.nspname, p.proname, p.prokind, p.provolatile, pg_catalog.pg_get_function_arguments(p.oid),
        pg_catalog.pg_get_function_result(p.oid)), 0))
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where p.oid >= 16384
      union all
      select 4, pg_catalog.count(*) || ':' || pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws('.',
        n.nspname, t.typname, t.typtype, e.enumlabel, e.enumsortorder), 0))
      from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        left join pg_catalog.pg_enum e on e.enumtypid = t.oid
      where t.oid >= 16384 and t.typcategory <> 'A'
      union all
      select 5, pg_catalog.count(*) || ':' || pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws('.',
        d.description, d.objsubid), 0))
      from pg_catalog.pg_description d where d.objoid >= 16384
      union all
      select 6, pg_catalog.count(*) || ':' || pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws('.',
        c.relname, i.indkey, i.indisunique, pg_catalog.pg_get_expr(i.indpred, i.indrelid)), 0))
      from pg_catalog.pg_index i
        join pg_catalog.pg_class c on c.oid = i.indexrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where i.indexrelid >= 16384 and not c.relispartition and \(userSchemas)
      union all
      select 7, pg_catalog.count(*) || ':' || pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws('.',
        c.relname, r.rulename, case when c.relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(c.oid) end), 0))
      from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class where r.oid >= 16384
      union all
      select 8, pg_catalog.string_agg(pg_catalog.concat_ws('.', o.name), ',' order by o.name) from (
        select nspname name from pg_catalog.pg_namespace n where \(userSchemas)
        union all select polname from pg_catalog.pg_policy
        union all select pg_catalog.concat_ws('.', tgname, tgrelid::pg_catalog.regclass, tgfoid::pg_catalog.regproc)
          from pg_catalog.pg_trigger where not tgisinternal
        union all select collname from pg_catalog.pg_collation where oid >= 16384
        union all select pubname from pg_catalog.pg_publication) o
    ) x (place, part)
    """
}
