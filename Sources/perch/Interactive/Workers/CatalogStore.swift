import Database
import Glibc

/// Catalogs on disk, by the fingerprint of their schema, so that the next start and the next tenant with the same schema complete at once.
/// Nothing in it is needed: what is missing, broken or of another version is read from the server again.
struct CatalogStore: Sendable {
  private let directory: String

  /// Catalogs that are kept; the least recently written go first.
  private static let kept = 24

  init(cacheDirectory: String) { directory = cacheDirectory + "/catalogs" }

  func catalog(_ fingerprint: String) -> Catalog? {
    guard let bytes = try? FileText.read(path(fingerprint)) else { return nil }
    return CatalogFile.decode(bytes)
  }

  /// The fingerprint that a database had when it was seen last; `place` tells databases apart and holds no secrets.
  func lastFingerprint(of place: String) -> String? {
    guard let bytes = try? FileText.read(path(ofPlace: place)) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return Self.isFingerprint(text) ? text : nil
  }

  func keep(_ catalog: Catalog, _ fingerprint: String) throws {
    try write(CatalogFile.encode(catalog), to: path(fingerprint))
    prune()
  }

  func remember(_ fingerprint: String, of place: String) throws {
    if lastFingerprint(of: place) == fingerprint { return }
    try write(Array(fingerprint.utf8), to: path(ofPlace: place))
  }

  func contains(_ fingerprint: String) -> Bool { access(path(fingerprint), R_OK) == 0 }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try Paths.makeDirectory(directory)
    let file = try AtomicFile(replacing: path, mode: 0o600)
    try file.write(bytes)
    try file.keep()
  }

  private func path(_ fingerprint: String) -> String {
    "\(directory)/\(Self.isFingerprint(fingerprint) ? fingerprint : "none").catalog"
  }

  private func path(ofPlace place: String) -> String {
    "\(directory)/\(String(CatalogFile.checksum(of: place), radix: 16)).place"
  }

  private static func isFingerprint(_ text: String) -> Bool {
    text.utf8.count == 32 && text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }
  }

  private func prune() {
    let files = FileText.names(in: directory).filter { $0.hasSuffix(".catalog") }
    guard files.count > Self.kept else { return }
    let dated = files.map { name in
      var status = stat()
      return (lstat("\(directory)/\(name)", &status) == 0 ? status.st_mtim.tv_sec : 0, name)
    }
    for (_, name) in dated.sorted(by: { $0 < $1 }).prefix(files.count - Self.kept) { unlink("\(directory)/\(name)") }
  }
}
