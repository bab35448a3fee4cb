import CLibpq
import Database
import Glibc

extension StatementReader {
  /// Hands on what the server copies out, message by message: a line of text, or a piece of a binary copy.
  mutating func copyOut() {
    session.sink(.copyingOut(id: run, statement: index))
    beginCopy()
    var buffer: UnsafeMutablePointer<CChar>?
    while true {
      let length = PQgetCopyData(wire.connection, &buffer, 1)
      if length > 0, let line = buffer {
        if !isClosing { addCopied(UnsafeRawBufferPointer(start: line, count: Int(length))) }
        PQfreemem(line)
        pauseIfWanted()
      } else if length == 0 {
        guard waitForInput() else { return }
      } else {
        return postRows()
      }
    }
  }

  /// Asks for data and sends it on until it ends, is given up, or the server has had enough.
  mutating func copyIn(isBinary: Bool) {
    session.sink(.copyWanted(id: run, statement: index, isBinary: isBinary))
    while !isClosing, !wasCancelled {
      guard let piece = takeCopyPiece() else {
        // Nothing has been handed in yet: an error of the server may come meanwhile.
        guard waitForInput(), !wire.isBroken else { return }
        continue
      }
      switch piece {
      case .data(let bytes):
        guard send(bytes) else { return }
        session.sink(.copyWanted(id: run, statement: index, isBinary: isBinary))
      case .end(let reason):
        _ = PQputCopyEnd(wire.connection, reason)
        return flush()
      }
    }
    _ = PQputCopyEnd(wire.connection, "cancelled")
    flush()
  }

  /// Puts bytes on their way, waiting while the socket takes no more; false when the connection is gone.
  private mutating func send(_ bytes: [UInt8]) -> Bool {
    while true {
      let sent = bytes.withUnsafeBytes {
        PQputCopyData(wire.connection, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
      }
      if sent > 0 { break }
      guard sent == 0, wait(forRoom: true) else { return false }
    }
    flush()
    return !wire.isBroken
  }

  /// Waits until the server has taken what is on its way.
  private mutating func flush() {
    while PQflush(wire.connection) == 1 { guard wait(forRoom: true) else { return } }
  }
}
