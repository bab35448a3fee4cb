extension Provider {
  /// Waits until the operations have ended: asks each second at first, then every five, for five minutes unless the call says otherwise.
  /// Giving up ends the waiting, not the work.
  package func wait(for operations: [Operation], _ call: Call) throws(PlatformError) {
    let call = call.bounded(by: 300)
    var pause = 1.0
    for operation in operations {
      var current = operation
      while current.state.isPending {
        call.progress("waiting for \(current.action) of \(current.subject)")
        guard pause < call.left else {
          throw .timedOut(operation: "\(current.action) of \(current.subject)", seconds: call.patience ?? 0)
        }
        try call.cancellation.sleep(seconds: pause)
        pause = min(pause * 1.5, 5)
        current = try self.operation(current, call)
      }
      try current.requireSuccess()
    }
  }
}

extension Operation {
  func requireSuccess() throws(PlatformError) {
    switch state {
    case .succeeded, .pending: return
    case .failed(let reason): throw .operationFailed(operation: "\(action) of \(subject)", reason: reason)
    case .cancelled: throw .operationFailed(operation: "\(action) of \(subject)", reason: "the platform cancelled it")
    case .unknown(let raw):
      throw .operationFailed(operation: "\(action) of \(subject)", reason: "its state \"\(raw)\" is not known")
    }
  }
}
