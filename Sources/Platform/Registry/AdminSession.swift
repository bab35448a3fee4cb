import Database
import Postgres

/// A blocking session of the cluster's superuser, with the platform's errors.
struct AdminSession {
  private let connection: Connection

  init(_ settings: ConnectionSettings) throws(PlatformError) {
    do throws(ServerError) {
      connection = try Connection(settings)
    } catch {
      throw .unavailable("the local server cannot be reached: \(error.message)")
    }
  }

  var pid: Int32 { connection.backendPID }

  @discardableResult
  func run(_ sql: String, _ parameters: [String?] = []) throws(PlatformError) -> Rows {
    do throws(ServerError) {
      return Rows(try connection.execute(sql, parameters))
    } catch { throw PlatformError(error) }
  }

  /// Runs a statement that may take long; giving up the call ends it, and `whileWaiting` is called several times a second.
  func run(
    _ sql: String, _ call: Call, whileWaiting: () -> Void = {}
  ) throws(PlatformError) {
    do throws(ServerError) {
      try connection.execute(sql, every: 50) {
        whileWaiting()
        return !call.cancellation.isCancelled
      }
    } catch { throw PlatformError(error) }
  }

  /// Runs the body in a transaction, rolled back when it throws.
  func transaction<T>(_ body: () throws(PlatformError) -> T) throws(PlatformError) -> T {
    try run("BEGIN")
    do throws(PlatformError) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }
}

/// Rows of a result as texts.
struct Rows: Sequence {
  private let result: ResultSet

  init(_ result: ResultSet) { self.result = result }

  struct Row {
    fileprivate let result: ResultSet
    fileprivate let index: Int

    subscript(column: Int) -> String? { result.text(row: index, column: column) }
    /// The empty text for NULL.
    func text(_ column: Int) -> String { self[column] ?? "" }
    func isTrue(_ column: Int) -> Bool { self[column] == "t" }
  }

  var count: Int { result.rowCount }
  var isEmpty: Bool { result.rowCount == 0 }
  var first: Row? { isEmpty ? nil : Row(result: result, index: 0) }

  func makeIterator() -> AnyIterator<Row> {
    var next = 0
    return AnyIterator {
      guard next < result.rowCount else { return nil }
      defer { next += 1 }
      return Row(result: result, index: next)
    }
  }
}

extension PlatformError {
  /// What the server's code means for the platform.
  init(_ error: ServerError) {
    self = error.sqlState == "53100" ? .diskFull(error.message) : .server(error)
  }

  var sqlState: String? {
    if case .server(let error) = self { error.sqlState } else { nil }
  }
}
