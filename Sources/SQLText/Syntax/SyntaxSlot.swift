/// What kind of name a place of the syntax takes.
package enum SyntaxSlot: String, Sendable, Hashable {
  case newObject, table, target, view, relation, materialized, column, own, new, type, role, schema, function,
    procedure, index,
    constraint
  /// A source of the query itself.
  case source
  case trigger, policy, rule, sequence, `extension`, collation, tablespace, publication, subscription
  case database, language, setting, value, number, string, server, method, `operator`, statistics, cursor, prepared
  case savepoint, channel, wrapper, configuration, any
}
