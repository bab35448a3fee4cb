import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Gathers a reply, and knows whether the request was handed to a connection.
final class ReplyCollector: HTTPClientResponseDelegate {
  typealias Response = HTTPReply

  private struct State {
    var wasSent = false
    var reply = HTTPReply(status: 0)
  }

  private let state = Mutex(State())
  private let longest: Int

  /// `longest` in bytes.
  init(longest: Int) { self.longest = longest }

  var wasSent: Bool { state.withLock { $0.wasSent } }

  func didSendRequestHead(task: HTTPClient.Task<HTTPReply>, _ head: HTTPRequestHead) {
    state.withLock { $0.wasSent = true }
  }

  func didReceiveHead(task: HTTPClient.Task<HTTPReply>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    state.withLock { state in
      state.reply.status = Int(head.status.code)
      state.reply.headers = head.headers.map { ($0.name, $0.value) }
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<HTTPReply>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
    let fits = state.withLock { state in
      state.reply.body.append(contentsOf: buffer.readableBytesView)
      return state.reply.body.count <= longest
    }
    guard fits else { return task.eventLoop.makeFailedFuture(HTTPFailure.tooLong(longest)) }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didFinishRequest(task: HTTPClient.Task<HTTPReply>) throws -> HTTPReply { state.withLock { $0.reply } }
}
