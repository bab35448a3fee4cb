import SQLText

/// Keywords by the places of the grammar where they may stand, likelier ones first.
enum StatementWords {
  static let start = [
    "select", "insert into", "update", "delete from", "with", "explain", "explain analyze", "create table",
    "alter table", "begin", "commit", "rollback", "drop table", "truncate", "create index", "create view", "show",
    "set", "values",
    "table", "analyze", "vacuum", "grant", "revoke", "copy", "create function", "create materialized view",
    "create or replace view", "create or replace function", "create type", "create schema", "create extension",
    "create role", "alter role", "comment on", "drop index",
    "drop view", "drop function", "drop schema", "savepoint", "release savepoint", "rollback to savepoint",
    "merge into",
    "refresh materialized view", "listen", "notify", "do", "call", "prepare", "execute", "deallocate", "declare",
    "fetch",
    "create policy", "create trigger", "create sequence", "alter type", "drop type", "close", "lock table", "reindex",
    "reset", "start transaction", "create", "alter", "drop",
  ]

  static let operand = [
    "case", "not", "exists", "null", "true", "false", "distinct", "current_date", "current_timestamp", "interval",
    "any",
    "all", "array", "row", "cast(", "current_user", "default", "select",
  ]

  private static let query = ["where", "group by", "order by", "limit", "having", "union", "union all"]
  private static let queryEnd = ["offset", "intersect", "except", "fetch first", "for update", "window"]
  private static let logical = ["and", "or"]
  private static let operators = logical + tests
  private static let tests = [
    "is null", "is not null", "in", "not in", "like", "ilike", "between", "is distinct from",
    "is not distinct from", "not like", "not between", "similar to", "not ilike", "collate", "at time zone", "over",
  ]

  /// What may start an operand, by the word before it.
  static func operands(_ place: CompletionPlace) -> [String] {
    switch place.previousWord {
    case "not": ["exists"] + operand
    case "case": ["when"] + operand
    case "select": ["distinct", "case"] + operand
    case "distinct" where place.clause == .select && place.call == nil: ["on"] + operand
    case "by" where place.clause == .groupBy: operand + ["grouping sets", "rollup", "cube"]
    case "where", "and", "or", "on", "having": ["not", "exists", "case"] + operand
    case nil where place.callee == "extract":
      extracted
    case nil where place.callee == "count": ["distinct", "case"] + operand
    case nil where place.isInsertedRow: ["default", "null"] + operand
    case nil where place.callee != nil && !place.opensParenthesis: ["case", "distinct"] + operand
    case nil where place.clause == .groupBy: operand + ["grouping sets", "rollup", "cube"]
    case "any", "all", "some": ["select", "array"] + operand
    default: place.opensParenthesis ? ["select"] + operand : operand
    }
  }

  /// What `date_trunc` cuts to.
  static let timeUnits = [
    "day", "month", "year", "week", "hour", "quarter", "minute", "second", "decade", "century", "millennium",
    "milliseconds", "microseconds",
  ]

  /// What `extract` takes out.
  private static let extracted =
    ["year", "month", "day", "epoch", "hour", "dow", "quarter", "week", "minute", "second", "isodow", "doy", "isoyear"]
    + ["timezone", "timezone_hour", "timezone_minute", "milliseconds", "microseconds", "decade", "century", "julian"]

  /// Where a statement of PL/pgSQL takes a query.
  static let bodyQuery = [
    "select", "execute", "with", "values", "reverse", "table", "update", "insert into", "delete from",
  ]

  /// What is made most often.
  static let created = ["table", "index", "view", "unique", "or replace", "function", "type", "schema", "role"]

  /// Words that go on a name of a type.
  static func typeContinuation(_ place: CompletionPlace) -> [String] {
    let before = place.outline.word(place.index - 2)
    switch place.previousWord {
    case "time" where before == "with" || before == "without": return ["zone"]
    case "with" where before == "timestamp" || before == "time": return ["time zone"]
    case "without" where before == "timestamp" || before == "time": return ["time zone"]
    case "double": return ["precision"]
    case "character", "bit": return ["varying"]
    default: return []
    }
  }

  /// Where a statement of PL/pgSQL starts.
  static let bodyStart =
    [
      "begin", "if", "return", "return query", "for", "perform", "raise", "declare", "select", "insert into", "update",
      "delete from", "end", "end if", "end loop", "loop", "while", "execute", "exception", "elsif", "else",
      "return next",
      "exit", "continue", "with", "foreach", "case", "get diagnostics", "open", "fetch", "close", "assert", "null",
      "when",
    ] + start

  /// Settings that people change by hand.
  static let commonSettings = [
    "search_path", "statement_timeout", "work_mem", "role", "TimeZone", "lock_timeout", "enable_seqscan",
    "client_min_messages", "maintenance_work_mem", "jit", "application_name", "DateStyle", "random_page_cost",
    "max_parallel_workers_per_gather", "synchronous_commit", "default_transaction_isolation",
  ]

  /// Behind an operand of an expression that stands alone.
  static var condition: [String] { logical + tests }

  private static let aggregates: Set<String> = [
    "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "jsonb_agg", "json_agg", "bool_and", "bool_or",
  ]

  private static let windowFunctions: Set<String> = [
    "rank", "row_number", "dense_rank", "lag", "lead", "ntile", "first_value", "last_value", "nth_value",
    "percent_rank", "cume_dist",
  ]

  /// What may follow a complete operand in a clause, likelier words first.
  static func after(_ clause: CompletionPlace.Clause, _ place: CompletionPlace) -> [String] {
    if let call = place.closedCall, windowFunctions.contains(call) { return ["over"] }
    if let call = place.closedCall, ["percentile_cont", "percentile_disc", "mode"].contains(call) {
      return ["within group"]
    }
    guard let query = place.query else { return plainly(after: clause, place) }
    // Words of no clause are a list for broken text; the syntax has its own order.
    let likely = clause == .none ? caseWords(place) + query.keywords + operators : plainly(after: clause, place)
    let words = likely.filter { isAllowed($0, query, place) }
    return words + query.keywords.filter { keyword in !words.contains { begins($0, with: keyword) } }
  }

  private static func isAllowed(_ word: String, _ query: SyntaxPlace, _ place: CompletionPlace) -> Bool {
    if query.keywords.contains(where: { begins(word, with: $0) }) { return true }
    guard query.takesExpression, place.isOperandDone else { return false }
    if afterCalls.contains(word) { return place.closedCall != nil }
    return wordsOfCase.contains(word) ? place.operand.isInCase : operators.contains(word)
  }

  private static func begins(_ phrase: String, with words: String) -> Bool {
    phrase == words || phrase.hasPrefix(words + " ")
  }

  private static let afterCalls: Set<String> = ["over", "filter", "within group"]
  private static let wordsOfCase: Set<String> = ["when", "then", "else", "end"]

  private static func caseWords(_ place: CompletionPlace) -> [String] {
    switch place.operand {
    case .caseStart: ["when"]
    case .caseWhen: ["then"]
    case .caseThen: ["when", "else", "end"]
    case .caseElse: ["end"]
    case .plain, .compared: []
    }
  }

  private static func plainly(after clause: CompletionPlace.Clause, _ place: CompletionPlace) -> [String] {
    if clause == .select, place.closedCall.map({ aggregates.contains($0) }) ?? false, !place.operand.isInCase {
      return ["as", "from", "over", "filter"] + following(clause, place)
    }
    return switch place.operand {
    case .caseStart, .caseWhen, .caseThen, .caseElse: caseWords(place) + operators
    case .compared: ["and"] + following(clause, place) + ["or"] + tests
    case .plain:
      clause == .whereClause || clause == .on || clause == .having
        ? tests + following(clause, place) + logical : following(clause, place)
    }
  }

  private static func following(_ clause: CompletionPlace.Clause, _ place: CompletionPlace) -> [String] {
    if place.verb == "update" || place.verb == "delete" {
      if clause == .whereClause { return ["and", "or", "returning"] }
      if clause == .set { return following(clause) }
      if clause == .from { return ["where", "using", "returning", "set", "as", "join", "left join"] }
    }
    if clause == .from, place.verb == "merge" { return ["on", "using", "as", "when matched then"] }
    if clause == .from {
      let habits = place.fromHabits
      let first = (habits.contains("as") ? ["as"] : []) + (place.isJoinOpen ? ["on", "using"] : [])
      let joins = ["left join", "inner join"].filter { habits.contains(String($0.prefix { $0 != " " })) }
      return first + (place.isSourceCall ? ["as", "with ordinality"] : []) + (first.isEmpty ? ["where"] + joins : [])
        + following(clause)
    }
    if clause == .on, place.verb == "merge" {
      return ["when matched then", "when not matched then", "when matched and"]
    }
    if clause == .on, place.fromHabits.contains("inner") { return ["where", "inner join"] + following(clause) }
    return following(clause)
  }

  private static func following(_ clause: CompletionPlace.Clause) -> [String] {
    switch clause {
    case .select:
      ["from", "as"] + query + operators + ["filter", "within group", "into"]
    case .from:
      [
        "where", "join", "group by", "order by", "left join", "on", "using", "as", "cross join", "limit", "inner join",
        "right join", "full join", "set", "lateral", "natural join", "tablesample", "when matched then",
        "when not matched then",
      ] + query + queryEnd
    case .on: ["where", "join", "group by", "left join", "order by", "inner join"] + query + queryEnd
    case .whereClause: ["group by", "order by", "or", "limit", "returning"] + query + queryEnd
    case .groupBy: ["order by", "having", "limit"] + query + queryEnd
    case .having: ["order by", "limit"] + queryEnd
    case .orderBy: ["desc", "limit", "asc", "nulls last", "nulls first"] + queryEnd
    case .window: ["desc", "asc", "rows between", "range between", "groups between", "nulls last", "nulls first"]
    case .limit: ["offset", "for update", "union", "union all"]
    case .lock: ["of", "skip locked", "nowait"]
    case .set: ["where", "from", "returning", "when not matched then"] + operators
    case .returning: ["as"] + operators
    case .values: ["on conflict", "returning", "do update set", "do nothing", "as"] + operators
    case .insert:
      ["values", "select", "default values", "overriding system value", "on conflict", "returning", "as", "with"]
    case .update: ["set", "as"]
    case .with: ["select", "insert into", "update", "delete from", "merge into", "as"]
    case .body: operators + ["then", "loop", "using"]
    case .none: operators + ["as", "then", "when", "else", "end", "from", "for", "asc", "desc"] + definition
    }
  }

  static let definition = [
    "table", "view", "index", "not null", "primary key", "references", "default", "unique", "check", "foreign key",
    "constraint", "add column", "drop column", "alter column", "rename to", "rename column", "add constraint",
    "drop constraint", "set", "to", "on", "using", "if exists", "if not exists", "cascade", "restrict", "owner to",
    "schema", "function", "type", "role", "extension", "database", "sequence", "materialized view", "policy", "trigger",
    "or replace", "temporary", "unlogged", "concurrently", "returns", "language", "as", "is", "column", "partition of",
    "generated always as identity", "enable row level security", "with", "grant", "all", "privileges", "type",
    "authorization",
    "login", "password", "superuser", "isolation level", "transaction", "work",
  ]

  /// Types under the names that people write.
  static let types = [
    "text", "integer", "date", "numeric", "jsonb", "timestamptz", "bigint", "boolean", "timestamp", "uuid", "interval",
    "json", "smallint", "varchar", "char", "real", "double precision", "time", "bytea", "inet", "bigserial", "serial",
    "timestamp with time zone", "character varying", "int", "bool", "decimal", "float", "timestamp without time zone",
  ]

  /// Called like functions, though the catalog knows none of them.
  static let calls = ["coalesce", "nullif", "greatest", "least", "extract", "grouping"]

  /// Built-in functions that people call by name; the other three thousand come after them.
  static let commonFunctions: [String: Int] = Dictionary(
    uniqueKeysWithValues: functionsByUse.enumerated().map { ($1, $0) })

  private static let functionsByUse = [
    "count", "sum", "coalesce", "avg", "max", "min", "round", "date_trunc", "now", "string_agg", "to_char",
    "lower", "upper", "array_agg", "length", "substring", "row_number", "rank", "nullif", "extract",
    "generate_series", "concat", "jsonb_agg", "jsonb_build_object", "unnest", "replace", "greatest", "least",
    "abs", "trim", "position", "concat_ws", "format", "json_agg", "json_build_object", "to_date", "to_timestamp",
    "to_number", "date_part", "age", "array_length", "cardinality", "dense_rank", "lag", "lead", "first_value",
    "last_value", "ntile", "ceil", "floor", "random", "md5", "sha256", "gen_random_uuid", "split_part",
    "string_to_array", "array_to_string", "regexp_replace", "regexp_matches", "left", "right", "lpad", "rpad",
    "pg_sleep", "pg_size_pretty", "pg_total_relation_size", "pg_relation_size", "pg_database_size",
    "current_setting", "set_config", "version", "bool_and", "bool_or", "every", "percentile_cont", "jsonb_set",
    "jsonb_array_elements", "jsonb_each", "jsonb_object_keys", "to_jsonb", "to_json", "row_to_json", "sqrt",
    "power", "mod", "sign", "trunc", "clock_timestamp", "nextval", "currval", "setval", "pg_cancel_backend",
    "pg_terminate_backend", "repeat", "initcap", "ceiling", "stddev", "variance", "corr", "percentile_disc", "mode",
    "jsonb_array_length", "jsonb_object_agg", "jsonb_to_recordset", "json_object_agg", "jsonb_path_query", "date_bin",
    "make_date", "make_interval", "regexp_match", "regexp_split_to_table", "string_to_table", "starts_with", "strpos",
    "reverse", "translate", "encode", "decode", "to_tsvector", "to_tsquery", "plainto_tsquery",
    "websearch_to_tsquery", "ts_rank", "ts_headline", "array_position", "array_remove", "array_append", "percent_rank",
    "cume_dist", "nth_value", "grouping", "width_bucket", "txid_current", "pg_advisory_lock", "pg_get_viewdef",
    "pg_get_functiondef", "pg_get_indexdef", "pg_get_constraintdef",
  ]

  private static let phrases =
    start + definition + operand + operators + query + queryEnd + [
      "do update set", "do nothing", "grouping sets", "unbounded preceding", "unbounded following", "current row",
      "rows only", "time zone", "rows between", "partition by", "with time zone", "default values", "nulls last",
      "nulls first", "left join", "right join", "full join", "cross join", "inner join", "natural join", "on conflict",
      "when matched then", "matched then", "row level security", "level security", "by default as identity",
      "always as identity", "on delete cascade", "delete cascade", "delete set null", "first rows only", "for update",
      "update set", "if not exists", "not exists", "or replace", "within group", "no action", "character varying",
    ]

  /// What completes a phrase that the word before the cursor has begun: `by` behind `group`.
  static func continuations(of word: String?) -> [String] { word.flatMap { endings[$0] } ?? [] }

  private static let endings: [String: [String]] = {
    var endings: [String: [String]] = [:]
    // Words that open more than their phrases are left out.
    let open: Set<String> = [
      "with", "select", "not", "in", "is", "all", "as", "set", "table", "on", "and", "or", "like", "array", "explain",
      "analyze", "union", "limit", "copy", "call", "show", "truncate", "vacuum", "comment", "fetch", "for", "values",
      "to", "rename", "by", "then", "when", "matched", "default",
    ]
    for phrase in phrases {
      let words = phrase.split(separator: " ", maxSplits: 1)
      guard words.count == 2, !open.contains(String(words[0])) else { continue }
      let ending = String(words[1])
      if endings[String(words[0])]?.contains(ending) != true { endings[String(words[0]), default: []].append(ending) }
    }
    return endings
  }()
}
