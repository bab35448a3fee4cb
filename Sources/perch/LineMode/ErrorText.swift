import Database
import Workbench

/// Errors and notices in psql's form.
enum ErrorText {
  /// `ERROR:  …`, the line with a caret, DETAIL, HINT, CONTEXT; each ends with a line feed.
  static func text(_ error: ServerError, statement: String) -> String {
    var text = "\(error.severity):  \(error.message)\n"
    if let offset = error.offset { text += place(offset, in: statement) }
    if let query = error.internalQuery {
      if let offset = error.internalOffset { text += place(offset, in: query) }
    }
    if let detail = error.detail { text += "DETAIL:  \(detail)\n" }
    if let hint = error.hint { text += "HINT:  \(hint)\n" }
    if let query = error.internalQuery { text += "QUERY:  \(query)\n" }
    if let context = error.context, error.severity == "ERROR" || error.severity == "FATAL" {
      text += "CONTEXT:  \(context)\n"
    }
    return text
  }

  private static func place(_ offset: Int, in statement: String) -> String {
    let excerpt = StatementExcerpt(statement, at: offset)
    return excerpt.line + "\n" + excerpt.caret + "\n"
  }
}
