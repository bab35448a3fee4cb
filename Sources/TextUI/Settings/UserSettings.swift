import TOMLKit

/// What `config.toml` can say. Everything is optional.
/// ```toml
/// theme = "dark"
/// keymap = "default"
/// row-limit = 1000000        # 0 reads everything
/// mouse = true
/// escape-delay = 25          # milliseconds; ESCDELAY of the environment comes first
/// production = ["db.example.com", "*-prod"]
/// [format]                   # as the options of `perch format`
/// keywords = "lower"         # upper, preserve
/// width = 88
/// commas = "trailing"        # leading
/// layout = "block"           # river
/// [history]
/// keep-for = "2y"            # statements of any age without it
/// keep-size = "1GB"
/// [platform.neon]            # supabase, digitalocean, platform
/// token-command = "secret-tool lookup service neon"
/// organization = "org-…"     # of DigitalOcean: the cluster
/// address = "https://…"
/// [local]
/// stop-when-last-leaves = false
/// ```
package struct UserSettings: Sendable, Hashable {
  package var theme: String?
  package var keymap: String?
  /// Rows after which a result pauses; nil never pauses.
  package var rowLimit: Int? = 1_000_000
  /// Hosts, databases and places (`acme ▸ main`) that are production, `*` standing for anything.
  package var production: [String] = []
  /// Whether the mouse works in the workbench, or is left to the terminal.
  package var usesMouse = true
  /// Milliseconds that are waited for the rest of a key behind an escape.
  package var escapeDelay = 25
  /// Whether the local server stops when the last Perch leaves it.
  package var stopsLocalServer = false
  /// What is said of platforms, by their names and then by the keys.
  package var platforms: [String: [String: String]] = [:]

  /// How SQL is laid out, by the names of the options; what they mean is the formatter's to say.
  package var format: [String: String] = [:]

  /// How long statements stay in the history and how many bytes of it, as they are written; what they mean is the history's to say.
  package var historySpan: String?
  package var historySize: String?

  package init() {}

  /// Unknown keys and wrong types are errors with their place.
  package init(toml: String, file: String) throws(ConfigError) {
    let source = try ConfigSource(toml, file: file)
    for key in source.sections {
      switch key {
      case "theme": theme = try source.text(key)
      case "keymap": keymap = try source.text(key)
      case "row-limit":
        let rows = try source.number(key)
        guard rows >= 0 else { throw source.error("row-limit: a number of rows is expected", key: key) }
        rowLimit = rows == 0 ? nil : rows
      case "mouse": usesMouse = try source.flag(key)
      case "escape-delay":
        escapeDelay = try source.number(key)
        guard 0...10_000 ~= escapeDelay else {
          throw source.error("escape-delay: milliseconds from 0 to 10000 are expected", key: key)
        }
      case "production": production = try source.texts(key)
      case "format": format = try source.format()
      case "history":
        for (name, value) in try source.strings(in: "history") {
          switch name {
          case "keep-for": historySpan = value
          case "keep-size": historySize = value
          default: throw source.error("unknown key \(name)", key: name, in: "history")
          }
        }
      case "local":
        for (name, value) in try source.flags(in: "local") {
          guard name == "stop-when-last-leaves" else {
            throw source.error("unknown key \(name)", key: name, in: "local")
          }
          stopsLocalServer = value
        }
      case "platform": platforms = try source.platforms()
      default: throw source.error("unknown key \(key)", key: key)
      }
    }
  }
}

extension ConfigSource {
  /// Texts, and the width as a number or a text.
  fileprivate func format() throws(ConfigError) -> [String: String] {
    guard let table = value("format")?.table else { throw error("[format] is not a table", in: "format") }
    var values: [String: String] = [:]
    for key in table.keys {
      guard ["keywords", "width", "commas", "layout"].contains(key) else {
        throw error("unknown key \(key)", key: key, in: "format")
      }
      guard let text = table[key]?.string ?? (key == "width" ? table[key]?.int.map { String($0) } : nil) else {
        throw error("\(key): a \(key == "width" ? "number" : "text in quotes") is expected", key: key, in: "format")
      }
      values[key] = text
    }
    return values
  }

  fileprivate func platforms() throws(ConfigError) -> [String: [String: String]] {
    guard let table = value("platform")?.table else { throw error("[platform] is not a table", key: "platform") }
    var platforms: [String: [String: String]] = [:]
    for name in table.keys {
      guard ["neon", "supabase", "digitalocean", "platform"].contains(name) else {
        throw error("there is no platform \(name)", key: name, in: "platform")
      }
      guard let settings = table[name]?.table else {
        throw error("[platform.\(name)] is not a table", key: name, in: "platform")
      }
      for key in settings.keys {
        guard ["token-command", "organization", "address"].contains(key) else {
          throw error("unknown key \(key)", key: key, in: "platform.\(name)")
        }
        guard let text = settings[key]?.string else {
          throw error("\(key): a text in quotes is expected", key: key, in: "platform.\(name)")
        }
        platforms[name, default: [:]][key] = text
      }
    }
    return platforms
  }

  func text(_ key: String) throws(ConfigError) -> String {
    guard let text = value(key)?.string else { throw error("\(key): a text in quotes is expected", key: key) }
    return text
  }

  func texts(_ key: String) throws(ConfigError) -> [String] {
    guard let array = value(key)?.array else { throw error("\(key): a list of texts is expected", key: key) }
    var texts: [String] = []
    for item in array {
      guard let text = item.string else { throw error("\(key): a list of texts is expected", key: key) }
      texts.append(text)
    }
    return texts
  }

  func number(_ key: String) throws(ConfigError) -> Int {
    guard let number = value(key)?.int else { throw error("\(key): a whole number is expected", key: key) }
    return number
  }

  func flag(_ key: String) throws(ConfigError) -> Bool {
    guard let flag = value(key)?.bool else { throw error("\(key): true or false is expected", key: key) }
    return flag
  }

  func flags(in section: String) throws(ConfigError) -> [(String, Bool)] {
    guard let table = value(section)?.table else { throw error("[\(section)] is not a table", key: section) }
    var flags: [(String, Bool)] = []
    for key in table.keys {
      guard let flag = table[key]?.bool else { throw error("\(key): true or false is expected", key: key, in: section) }
      flags.append((key, flag))
    }
    return flags
  }
}
