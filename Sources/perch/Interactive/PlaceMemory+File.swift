import Workbench

extension PlaceMemory {
  /// Each platform has its own tenants.
  private static func path(_ stateDirectory: String, _ platform: String?) -> String {
    stateDirectory + "/places" + (platform.map { "-" + $0 } ?? "")
  }

  /// What the last run has kept; nothing when there is no such file, or it cannot be read.
  init(stateDirectory: String, platform: String?) {
    let bytes = (try? FileText.read(Self.path(stateDirectory, platform))) ?? []
    self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Where a start without arguments goes: the place where one was last, at first the first demo tenant.
  var start: Destination {
    recent.first.map { .branch(tenant: $0.tenant, branch: $0.branch) } ?? .branch(tenant: "acme", branch: "main")
  }

  func write(stateDirectory: String, platform: String?) throws(FileText.Problem) {
    try FileText.write(Array(text.utf8), to: Self.path(stateDirectory, platform))
  }
}
