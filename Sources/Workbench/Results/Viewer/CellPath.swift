import Database
import JSONText
import SQLText

/// Where a line of a document lies in its value.
struct CellPath: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    case key(String)
    /// From 0 in JSON, from 1 in arrays and composites.
    case place(Int)
  }

  var steps: [Step] = []

  init(of line: Int, in document: CellDocument) {
    guard document.form != .xml, document.form != .range, case .lines(let lines) = document.body else { return }
    var index = line
    while let parent = document.parent(of: index) {
      let step = lines[index]
      if step.kind != .close {
        if step.key.isEmpty {
          steps.insert(.place(Int(step.place) + (document.form == .json ? 0 : 1)), at: 0)
        } else {
          steps.insert(.key(String(decoding: JSONString.unquoted(document[step.key]), as: UTF8.self)), at: 0)
        }
      }
      index = parent
    }
  }

  /// `$.items[2]."odd key"`, as SQL/JSON writes it.
  var jsonPath: String {
    steps.reduce("$") { path, step in
      switch step {
      case .place(let place): path + "[\(place)]"
      case .key(let key): path + "." + (Self.isPlain(key) ? key : "\"" + Self.escaped(key) + "\"")
      }
    }
  }

  /// `doc->'items'->2`, or `doc[2][1]` of an array; the last step of JSON as text.
  func expression(_ column: String, isArray: Bool) -> String {
    let name = Quoting.identifier(column)
    return steps.enumerated().reduce(name) { text, step in
      let arrow = step.offset == steps.count - 1 ? "->>" : "->"
      return switch step.element {
      case .place(let place): text + (isArray ? "[\(place)]" : "\(arrow)\(place)")
      case .key(let key): text + arrow + Quoting.literal(key).drop { $0 == " " }
      }
    }
  }

  private static func isPlain(_ key: String) -> Bool {
    guard let first = key.utf8.first, first == 0x5F || (first | 0x20) &- 0x61 < 26 else { return false }
    return key.utf8.allSatisfy { $0 == 0x5F || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
  }

  private static func escaped(_ key: String) -> String {
    var text = ""
    for scalar in key.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
