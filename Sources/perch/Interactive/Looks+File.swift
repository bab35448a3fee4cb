import JSONText
import Workbench

extension Looks {
  private static let name = "/looks.json"

  /// Reads `looks.json`: `{"direction":"stacked","catalog":true,"catalog-width":30,"editor-share":400,"theme":"dark"}`. What is missing or
  /// cannot be read is as usual: nothing of it is worth a complaint.
  init(stateDirectory: String) {
    self.init()
    guard let bytes = try? FileText.read(stateDirectory + Self.name),
      let object = bytes.withUnsafeBytes(JSONObject.init(_:))
    else { return }
    arrangement.direction = object[text: "direction"].flatMap(Arrangement.Direction.init) ?? .stacked
    arrangement.showsCatalog = object[bool: "catalog"] ?? true
    arrangement.catalogWidth = object[number: "catalog-width"].flatMap { Int(exactly: $0) }
    arrangement.editorShare = object[number: "editor-share"].flatMap { Int(exactly: $0) }
    theme = object[text: "theme"]
  }

  func write(stateDirectory: String) throws(FileText.Problem) {
    var line = JSONLine()
    line.add("direction", text: arrangement.direction.rawValue)
    line.add("catalog", literal: arrangement.showsCatalog ? "true" : "false")
    if let width = arrangement.catalogWidth { line.add("catalog-width", literal: String(width)) }
    if let share = arrangement.editorShare { line.add("editor-share", literal: String(share)) }
    if let theme { line.add("theme", text: theme) }
    try FileText.write(line.finish() + [0x0A], to: stateDirectory + Self.name)
  }
}
