package import SQLText

// What a transaction that only reads does not stop: PostgreSQL's read-only transactions are about tables. Before version 16 they let large
// objects be written, and in all versions what reaches beyond the database: other sessions, other servers, files, the server itself.
extension WriteGuard {
  /// Why the statement writes although its session is read-only, as the subject of a sentence; nil when the server stops what writes in it, or
  /// nothing does.
  package static func escape(_ text: String, _ facts: StatementFacts) -> String? {
    if ["do", "call"].contains(facts.kind) { return namedInside(text) }
    guard facts.writes else { return nil }
    switch facts.kind {
    case "copy" where !facts.writesOnlyByFunctions: return copiesOut(text) ? "COPY to a file or program" : nil
    case "prepare", "execute": return nil
    default: break
    }
    if kinds.contains(facts.kind) { return facts.kind.uppercased() }
    let called = facts.unknownFunctions.first { name in isEscaping(name.split(separator: ".").last ?? "") }
    return called.map { "\($0)()" }
  }

  /// Statements that the server lets run although they change files, statistics or what other sessions meet.
  private static let kinds: Set<String> = ["vacuum", "analyze", "reindex", "cluster", "load", "notify", "lock"]

  private static func isEscaping(_ function: Substring) -> Bool {
    functions.contains(function) || prefixes.contains { function.hasPrefix($0) }
  }

  /// The function that a block or an argument names, wherever in the text: what is in a string may be run.
  private static func namedInside(_ text: String) -> String? {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return words.first(where: isEscaping).map { "\($0)()" }
  }

  /// Whether TO stands outside of parentheses. The server refuses the other direction itself, and its data has to be read past.
  private static func copiesOut(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var depth = 0
    return Lexer.serverTokens(bytes).contains { token in
      switch token.kind {
      case .leftParen: depth += 1
      case .rightParen: depth -= 1
      case .word: return depth == 0 && String(decoding: bytes[token.range], as: UTF8.self).lowercased() == "to"
      default: break
      }
      return false
    }
  }

  private static let prefixes = ["pg_stat_reset", "pg_replication_origin_", "pg_logical_slot_get", "brin_", "pg_file_"]

  private static let functions = Set(
    """
    lo_creat lo_create lo_from_bytea lo_put lo_import lo_export lowrite lo_truncate lo_truncate64 lo_unlink \
    dblink dblink_exec dblink_send_query dblink_open \
    pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile pg_switch_wal pg_create_restore_point \
    pg_backup_start pg_backup_stop pg_start_backup pg_stop_backup pg_promote pg_wal_replay_pause pg_wal_replay_resume \
    pg_create_physical_replication_slot pg_create_logical_replication_slot pg_copy_physical_replication_slot \
    pg_copy_logical_replication_slot pg_drop_replication_slot pg_replication_slot_advance pg_logical_emit_message \
    pg_import_system_collations pg_notify gin_clean_pending_list pg_stat_statements_reset pg_log_backend_memory_contexts
    """.split(separator: " "))
}
