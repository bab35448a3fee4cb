/// What kind of statement a parse tree is, in the words people write.
enum StatementKind {
  static func of(_ tree: TreeFacts) -> String {
    let values = tree.values
    switch tree.node {
    case "TransactionStmt": return words(values["kind"], without: "TRANS_STMT_")
    case "VariableSetStmt": return values["kind"]?.hasPrefix("VAR_RESET") == true ? "reset" : "set"
    case "DropStmt": return "drop " + words(values["removeType"], without: "OBJECT_")
    case "AlterTableStmt": return "alter " + words(values["objtype"], without: "OBJECT_")
    case "RenameStmt": return "alter " + words(values["renameType"], without: "OBJECT_")
    case "AlterObjectSchemaStmt", "AlterOwnerStmt", "AlterObjectDependsStmt":
      return "alter " + words(values["objectType"], without: "OBJECT_")
    case "DefineStmt": return "create " + words(values["kind"], without: "OBJECT_")
    case "CreateTableAsStmt":
      return values["objtype"] == "OBJECT_MATVIEW" ? "create materialized view" : "create table as"
    case "CreateFunctionStmt": return values["is_procedure"] == nil ? "create function" : "create procedure"
    case "GrantStmt", "GrantRoleStmt": return values["is_grant"] == nil ? "revoke" : "grant"
    case "VacuumStmt": return values["is_vacuumcmd"] == nil ? "analyze" : "vacuum"
    case "FetchStmt": return values["ismove"] == nil ? "fetch" : "move"
    default: return named[tree.node] ?? split(tree.node)
    }
  }

  /// Nodes whose names say something else than the statement does.
  private static let named = [
    "CreateStmt": "create table", "IndexStmt": "create index", "ViewStmt": "create view", "RuleStmt": "create rule",
    "CreateTrigStmt": "create trigger", "CreateEventTrigStmt": "create event trigger",
    "CreateSeqStmt": "create sequence",
    "AlterSeqStmt": "alter sequence", "CreatedbStmt": "create database", "DropdbStmt": "drop database",
    "CreateEnumStmt": "create type", "CompositeTypeStmt": "create type", "CreateRangeStmt": "create type",
    "AlterEnumStmt": "alter type", "CreatePLangStmt": "create language", "CreateStatsStmt": "create statistics",
    "CreateFdwStmt": "create foreign data wrapper", "AlterFdwStmt": "alter foreign data wrapper",
    "CreateAmStmt": "create access method", "CreateOpClassStmt": "create operator class",
    "CreateOpFamilyStmt": "create operator family", "RefreshMatViewStmt": "refresh materialized view",
    "VariableShowStmt": "show", "DeclareCursorStmt": "declare", "ClosePortalStmt": "close",
    "CheckPointStmt": "checkpoint",
    "ConstraintsSetStmt": "set constraints", "SecLabelStmt": "security label",
    "AlterDefaultPrivilegesStmt":
      "alter default privileges", "CreateTableSpaceStmt": "create tablespace", "DropTableSpaceStmt": "drop tablespace",
  ]

  /// `OBJECT_FOREIGN_TABLE` is `foreign table`.
  private static func words(_ constant: String?, without prefix: String) -> String {
    let text = constant ?? ""
    if text == "OBJECT_MATVIEW" { return "materialized view" }
    return text.dropFirst(text.hasPrefix(prefix) ? prefix.count : 0).lowercased().split(separator: "_").joined(
      separator: " ")
  }

  /// `CreateUserMappingStmt` is `create user mapping`.
  private static func split(_ node: String) -> String {
    var words = ""
    for character in node.hasSuffix("Stmt") ? node.dropLast(4) : node[...] {
      if character.isUppercase, !words.isEmpty { words.append(" ") }
      words.append(character.lowercased())
    }
    return words
  }
}
