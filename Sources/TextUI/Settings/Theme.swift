/// How everything looks: a style for each role.
package struct Theme: Sendable {
  package enum Role: Int, Sendable, CaseIterable {
    case text, dim, border, borderFocused, title
    case contextBar, contextBarStrong, statusBar, statusError, hint, hintKey
    case selection, cursorLine, lineNumber, statementCurrent, matchBracket, matchFound
    case keyword, function, type, identifier, string, number, comment, symbol, parameter, error
    case popup, popupSelected, popupKind, popupMatch
    case gridHeader, gridCell, gridNull, gridMark, gridCursor, gridCursorRow, gridRowNumber, gridRule
    case treeItem, treeKind, treeSelected
    case tabActive, tabInactive
    case protected, warning, success
    /// What was added, removed or changed between two states.
    case diffAdded, diffRemoved, diffChanged
    /// Steps of a plan: the usual, those that take much of the time, and the worst; what a bar is made of.
    case planNode, planWarm, planHot, chart
    /// How tenants, branches and operations are: usable, being worked on, put to sleep, broken.
    case stateReady, stateBusy, stateAsleep, stateFailed

    /// As theme files write it.
    package var name: String { "\(self)" }

    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
  }

  package let name: String
  /// By the role's number: a frame asks thousands of times.
  private let styles: [Style?]
  /// What the file said, for themes that change only a part of it.
  private let colors: [String: Color]
  private let texts: [Role: String]

  package init(name: String, styles: [Role: Style]) {
    self.name = name
    self.styles = Role.allCases.map { styles[$0] }
    colors = [:]
    texts = [:]
  }

  private init(name: String, base: Theme?, colors: [String: Color], texts: [Role: String]) throws(RoleError) {
    self.name = name
    self.colors = colors
    self.texts = texts
    var styles = base?.styles ?? Array(repeating: nil, count: Role.allCases.count)
    for (role, text) in texts {
      do {
        styles[role.rawValue] = try Style(text: text, colors: colors)
      } catch {
        throw RoleError(role: role, message: error.message)
      }
    }
    self.styles = styles
  }

  /// The style of a role that cannot be read.
  private struct RoleError: Error {
    var role: Role
    var message: String
  }

  package subscript(role: Role) -> Style { styles[role.rawValue] ?? Style() }

  /// Reads a theme:
  /// ```toml
  /// [colors]
  /// ink = "#d8dee9"
  /// [roles]
  /// keyword = "ink on default bold"
  /// ```
  /// A style is a foreground colour, `on` and a background colour, and attributes, each of them optional. A colour is `default`, a name of
  /// the 16 (`red`, `bright-blue`), a number of the 256, `#rrggbb`, or a name of `[colors]`. Roles and colours that are not named are taken
  /// from `base`: a theme that names only colours is `base` in other colours.
  package static func decode(
    _ toml: String, name: String, file: String, base: Theme? = nil
  ) throws(ConfigError) -> Theme {
    let source = try ConfigSource(toml, file: file)
    for section in source.sections where section != "colors" && section != "roles" {
      throw source.error("unknown section [\(section)]; a theme has [colors] and [roles]", key: nil, in: section)
    }
    var colors = base?.colors ?? [:]
    for (key, text) in try source.strings(in: "colors") {
      guard let color = Color(text: text, named: [:]) else {
        throw source.error("\(key): \"\(text)\" is not a colour", key: key, in: "colors")
      }
      colors[key] = color
    }
    var texts = base?.texts ?? [:]
    for (key, text) in try source.strings(in: "roles") {
      guard let role = Role.named[key] else {
        throw source.error("unknown role \(key)", key: key, in: "roles")
      }
      texts[role] = text
    }
    let theme: Theme
    do {
      theme = try Theme(name: name, base: base, colors: colors, texts: texts)
    } catch {
      throw source.error("\(error.role.name): \(error.message)", key: error.role.name, in: "roles")
    }
    for role in Role.allCases where theme.styles[role.rawValue] == nil {
      throw source.error("role \(role.name) is missing", key: nil, in: "roles")
    }
    return theme
  }
}

/// Why the text of a style cannot be read.
struct StyleError: Error { var message: String }

extension Style {
  init(text: String, colors: [String: Color]) throws(StyleError) {
    self.init()
    var takesBackground = false
    var hasForeground = false
    for word in text.split(separator: " ") {
      if word == "on" {
        takesBackground = true
      } else if let attribute = Self.attributes[String(word)] {
        attributes.insert(attribute)
      } else if let color = Color(text: String(word), named: colors) {
        if takesBackground {
          background = color
          takesBackground = false
        } else if !hasForeground {
          foreground = color
          hasForeground = true
        } else {
          throw StyleError(message: "a second foreground colour \"\(word)\"")
        }
      } else {
        throw StyleError(message: "\"\(word)\" is neither a colour nor an attribute")
      }
    }
    if takesBackground { throw StyleError(message: "\"on\" needs a colour after it") }
  }

  private static let attributes: [String: Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]
}

extension Color {
  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  init?(text: String, named: [String: Color]) {
    if let color = named[text] {
      self = color
    } else if text == "default" {
      self = .terminalDefault
    } else if let index = Self.names.firstIndex(of: text) {
      self = .indexed(UInt8(index))
    } else if text.hasPrefix("bright-"), let index = Self.names.firstIndex(of: String(text.dropFirst(7))) {
      self = .indexed(UInt8(index + 8))
    } else if let index = UInt8(text) {
      self = .indexed(index)
    } else if text.hasPrefix("#"), text.utf8.count == 7, text.dropFirst().allSatisfy(\.isHexDigit),
      let value = UInt32(text.dropFirst(), radix: 16)
    {
      self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
    } else {
      return nil
    }
  }
}
