import Glibc
import Synchronization

/// A mapped file of the history in stretches of whole lines, and the digests that have been made of them so far.
final class DigestedFile: Sendable {
  let file: MappedFile
  private let digests: Mutex<[LinesDigest?]>

  /// Bytes from the place where one stretch may begin to that of the next.
  private static let stretchBytes = 64 << 10

  /// `previous` is the same file before lines were put behind its last one; its mapping is what keeps another file from passing for it.
  init(_ file: MappedFile, after previous: DigestedFile? = nil) {
    self.file = file
    var known = previous?.digests.withLock { $0 } ?? []
    known += Array(repeating: nil, count: max(0, Self.count(of: file) - known.count))
    digests = Mutex(known)
  }

  private static func count(of file: MappedFile) -> Int { (file.count + stretchBytes - 1) / stretchBytes }

  /// How many stretches there are; the first lines are in the first.
  var count: Int { Self.count(of: file) }

  /// The lines that begin in this stretch; none where one line reaches across it.
  func lines(_ stretch: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[start(stretch)..<start(stretch + 1)])
  }

  private func start(_ stretch: Int) -> Int {
    let place = stretch * Self.stretchBytes
    guard place > 0 else { return 0 }
    guard place < file.count, let base = file.bytes.baseAddress,
      let feed = memchr(base + place - 1, 0x0A, file.count - place + 1)
    else { return file.count }
    return UnsafeRawPointer(feed) - base + 1
  }

  /// The stretches before `end` that may hold something that fits, the last one first, at most `limit`; and where to go on.
  func candidates(_ sieve: HistorySieve, before end: Int, limit: Int) -> (stretches: [Int], next: Int) {
    digests.withLock { digests in
      var found: [Int] = []
      var next = end
      while next > 0, found.count < limit {
        next -= 1
        if digests[next].map(sieve.mayFit) ?? true { found.append(next) }
      }
      return (found, next)
    }
  }

  /// Makes the digests that are missing, of the last stretches first, while they are wanted. More lines may come into the last stretch.
  func digest(while isWanted: () -> Bool) {
    for stretch in (0..<max(0, count - 1)).reversed() where digests.withLock({ $0[stretch] == nil }) {
      guard isWanted() else { return }
      let made = LinesDigest(lines(stretch))
      digests.withLock { $0[stretch] = made }
    }
  }
}
