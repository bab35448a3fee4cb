/// Which keys run which commands, by context (`editor`, `grid`, `list` …). Keys may be sequences.
package struct Keymap: Sendable {
  /// What a sequence of keys means so far.
  package enum Lookup: Sendable {
    case command(String)
    /// The sequence goes on; these are its ends.
    case pending([(keys: String, command: String)])
    case none
  }

  struct Binding: Sendable {
    let keys: [Key]
    let command: String
    /// As key files write the keys.
    let name: String
    /// As this key file does.
    let written: String

    init(keys: [Key], command: String, written: String) {
      self.keys = keys
      self.command = command
      self.written = written
      name = keys.map(\.name).joined(separator: " ")
    }

    /// Function keys first, then short names.
    static func < (a: Binding, b: Binding) -> Bool {
      if a.isFunction != b.isFunction { return a.isFunction }
      let (first, second) = (a.name.utf8.count, b.name.utf8.count)
      return first != second ? first < second : a.name < b.name
    }

    private var isFunction: Bool { if keys.count == 1, case .function = keys[0].code { true } else { false } }
  }

  private(set) var bindings: [String: [Binding]] = [:] {
    didSet {
      names = bindings.mapValues { bindings in
        bindings.reduce(into: [:]) { names, binding in names[binding.command, default: []].append(binding.name) }
      }
    }
  }
  /// The keys of each command by context, the best first: the screen asks for many at each key.
  private var names: [String: [String: [String]]] = [:]

  package init() {}

  /// Contexts are asked in order; the first that knows the keys answers.
  package func lookup(_ keys: [Key], contexts: [String]) -> Lookup {
    var next: [Binding] = []
    for context in contexts {
      let fitting = bindings[context, default: []].filter { $0.keys.starts(with: keys) }
      if next.isEmpty, let exact = fitting.first(where: { $0.keys.count == keys.count }) {
        return exact.command.isEmpty ? .none : .command(exact.command)
      }
      // Those of inner contexts hide the same keys of outer ones.
      next += fitting.filter { new in new.keys.count > keys.count && !next.contains { $0.keys == new.keys } }
    }
    return next.isEmpty ? .none : .pending(next.map { ($0.name, $0.command) })
  }

  /// The keys of a context and their commands, in the order of the file's table.
  package func bindings(context: String) -> [(keys: String, command: String)] {
    bindings[context, default: []].filter { !$0.command.isEmpty }.map { ($0.name, $0.command) }
  }

  /// The shortest key of a command in any context but those of lists.
  package func key(for command: String) -> String? {
    key(for: command, in: ["global", "editor", "grid", "tree", "switcher", "list", "prompt", "popup"])
  }

  /// The shortest key of a command in the first of some contexts that has one.
  package func key(for command: String, in contexts: [String]) -> String? {
    for context in contexts {
      if let best = names[context]?[command]?.first { return best }
    }
    return nil
  }

  /// All keys of a command in some contexts, in their order.
  package func keys(for command: String, in contexts: [String]) -> [String] {
    contexts.flatMap { names[$0]?[command] ?? [] }
  }

  package var contexts: [String] { bindings.keys.sorted() }

  /// This map's keys over those of `base`; an empty command takes a key away.
  package func merged(over base: Keymap) -> Keymap {
    var all = base.bindings
    for (context, own) in bindings {
      for binding in own {
        all[context, default: []].removeAll { $0.keys == binding.keys }
        all[context, default: []].append(binding)
      }
      all[context]?.sort(by: <)
    }
    var merged = Keymap()
    merged.bindings = all
    return merged
  }

  /// Reads tables of keys by context: `[editor]` and lines like `"Ctrl-z" = "edit.undo"` or `"g g" = "grid.firstRow"`. All that is wrong is
  /// told at once, in the order of the file.
  package static func decode(
    _ toml: String, file: String, knownCommands: Set<String>, knownContexts: Set<String>
  ) throws(ConfigError) -> Keymap {
    let source = try ConfigSource(toml, file: file)
    var reader = KeymapReader(source: source, knownCommands: knownCommands, knownContexts: knownContexts)
    for context in source.sections { reader.read(context) }
    if let error = ConfigError(all: reader.errors) { throw error }
    var map = Keymap()
    map.bindings = reader.bindings.mapValues { $0.sorted(by: <) }
    return map
  }
}
