/// What a database holds, as completion, the tree and diagnostics need it. Names are as stored, unquoted.
package struct Catalog: Sendable {
  package enum RelationKind: String, Sendable, Hashable, CaseIterable {
    case table, partitionedTable, view, materializedView, foreignTable, sequence
  }

  package struct Attribute: Sendable, Hashable {
    package var name: String
    /// The type as `format_type` writes it.
    package var type: String
    package var isNullable: Bool
    package var isPrimaryKey: Bool
    /// The default's expression, nil without one.
    package var defaultExpression: String?
    package var comment: String?

    package init(
      name: String, type: String, isNullable: Bool = true, isPrimaryKey: Bool = false,
      defaultExpression: String? = nil, comment: String? = nil
    ) {
      self.name = name
      self.type = type
      self.isNullable = isNullable
      self.isPrimaryKey = isPrimaryKey
      self.defaultExpression = defaultExpression
      self.comment = comment
    }
  }

  package struct Relation: Sendable, Hashable {
    package var oid: UInt32
    package var schema: String
    package var name: String
    package var kind: RelationKind
    package var columns: [Attribute]
    /// `reltuples`: nil when the relation was never analysed.
    package var estimatedRows: Int64?
    package var comment: String?
    /// The query of a view.
    package var definition: String?
    /// `pg_class.oid` of the table that it is a partition of.
    package var partitionOf: UInt32?
    /// Columns of each unique index but the primary key's, in the index's order; of those over whole tables and plain columns.
    package var uniqueKeys: [[String]] = []
    /// The expressions of its CHECK constraints.
    package var checks: [String] = []

    package init(
      oid: UInt32, schema: String, name: String, kind: RelationKind = .table, columns: [Attribute] = [],
      estimatedRows: Int64? = nil, comment: String? = nil
    ) {
      self.oid = oid
      self.schema = schema
      self.name = name
      self.kind = kind
      self.columns = columns
      self.estimatedRows = estimatedRows
      self.comment = comment
    }
  }

  package struct ForeignKey: Sendable, Hashable {
    package var name: String
    /// `pg_class.oid` of the referring and of the referred table.
    package var from: UInt32
    package var fromColumns: [String]
    package var to: UInt32
    package var toColumns: [String]

    package init(name: String, from: UInt32, fromColumns: [String], to: UInt32, toColumns: [String]) {
      self.name = name
      self.from = from
      self.fromColumns = fromColumns
      self.to = to
      self.toColumns = toColumns
    }
  }

  package struct Function: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable { case function, procedure, aggregate, window }
    package enum Volatility: String, Sendable, Hashable { case immutable, stable, volatile }
    package var schema: String
    package var name: String
    /// As `pg_get_function_arguments` writes them, without parentheses.
    package var arguments: String
    /// As `pg_get_function_result` writes it; empty for procedures.
    package var result: String
    package var kind: Kind
    /// Only a volatile function may change anything; PostgreSQL takes one for volatile that does not say.
    package var volatility = Volatility.volatile
    package var comment: String?
    /// `pg_class.oid` of the tables whose triggers run it.
    package var triggerRelations: [UInt32] = []

    package init(
      schema: String, name: String, arguments: String = "", result: String = "", kind: Kind = .function,
      comment: String? = nil
    ) {
      self.schema = schema
      self.name = name
      self.arguments = arguments
      self.result = result
      self.kind = kind
      self.comment = comment
    }
  }

  package struct TypeEntry: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable { case base, composite, domain, enumeration, range }
    package var schema: String
    package var name: String
    package var kind: Kind
    /// Labels of an enumeration in their order.
    package var labels: [String]
    /// The expression of a domain's CHECK, all of them joined by AND; nil without one.
    package var check: String?

    package init(schema: String, name: String, kind: Kind = .base, labels: [String] = []) {
      self.schema = schema
      self.name = name
      self.kind = kind
      self.labels = labels
    }
  }

  /// A setting of the server, as `pg_settings` lists it.
  package struct Setting: Sendable, Hashable {
    package var name: String
    /// What may be written: the values of an enumeration or of a boolean; empty for numbers and texts.
    package var values: [String]
    package var summary: String

    package init(name: String, values: [String] = [], summary: String = "") {
      self.name = name
      self.values = values
      self.summary = summary
    }
  }

  /// Anything else that has a name.
  package struct Object: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case index, constraint, trigger, policy, rule, collation, tablespace, publication, subscription, server
      case database, language, accessMethod, eventTrigger, statistics, configuration, foreignDataWrapper, channel
    }

    package var kind: Kind
    /// Nil for what is in no schema.
    package var schema: String?
    package var name: String
    /// `pg_class.oid` of the table that it belongs to.
    package var relation: UInt32?

    package init(kind: Kind, schema: String? = nil, name: String, relation: UInt32? = nil) {
      self.kind = kind
      self.schema = schema
      self.name = name
      self.relation = relation
    }
  }

  package struct Schema: Sendable, Hashable {
    package var name: String
    package var comment: String?
    package init(name: String, comment: String? = nil) {
      self.name = name
      self.comment = comment
    }
  }

  /// Database, user and server the catalog was read from; a catalog of another session is never mixed in.
  package var database: String
  /// Schemas that names are looked up in without qualification, in order.
  package var searchPath: [String]
  package var schemas: [Schema]
  package var relations: [Relation]
  package var foreignKeys: [ForeignKey]
  package var functions: [Function]
  package var types: [TypeEntry]
  package var roles: [String]
  package var settings: [Setting]
  package var extensions: [String]
  package var objects: [Object]
  /// Whether every part has arrived; the search_path's relations come first.
  package var isComplete: Bool

  package init(database: String = "", searchPath: [String] = ["public"]) {
    self.database = database
    self.searchPath = searchPath
    schemas = []
    relations = []
    foreignKeys = []
    functions = []
    types = []
    roles = []
    settings = []
    extensions = []
    objects = []
    isComplete = false
  }
}
