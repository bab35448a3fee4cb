import AsyncHTTPClient
import NIOCore

/// A request on its way: another thread may give it up while one waits for the reply.
package final class HTTPExchange: Sendable {
  private let task: HTTPClient.Task<HTTPReply>
  private let collector: ReplyCollector

  init(task: HTTPClient.Task<HTTPReply>, collector: ReplyCollector) {
    self.task = task
    self.collector = collector
  }

  package func cancel() { task.cancel() }

  /// Blocks the thread until the reply is whole.
  package func wait() throws(HTTPFailure) -> HTTPReply {
    do {
      return try task.wait()
    } catch {
      throw HTTPFailure(error, wasSent: collector.wasSent)
    }
  }
}
