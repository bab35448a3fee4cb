import TOMLKit

/// Reads the tables of a key file and gathers all that is wrong with them.
struct KeymapReader {
  let source: ConfigSource
  let knownCommands: Set<String>
  let knownContexts: Set<String>
  private(set) var bindings: [String: [Keymap.Binding]] = [:]
  private(set) var errors: [ConfigError] = []

  init(source: ConfigSource, knownCommands: Set<String>, knownContexts: Set<String>) {
    self.source = source
    self.knownCommands = knownCommands
    self.knownContexts = knownContexts
  }

  mutating func read(_ context: String) {
    guard knownContexts.contains(context) else {
      let known = knownContexts.sorted().joined(separator: ", ")
      errors.append(source.error("unknown context [\(context)]; there are \(known)", in: context))
      return
    }
    guard let table = source.value(context)?.table else {
      errors.append(source.error("[\(context)] is not a table", in: context))
      return
    }
    var lines: [(text: String, keys: [Key])] = []
    for text in table.keys {
      guard let binding = binding(text, table[text]?.string, in: context) else { continue }
      if !binding.command.isEmpty { lines.append((text, binding.keys)) }
      bindings[context, default: []].append(binding)
    }
    errors += Keymap.conflicts(lines).map { source.error($0.message, key: $0.text, in: context) }
  }

  private mutating func binding(_ text: String, _ command: String?, in context: String) -> Keymap.Binding? {
    func fail(_ message: String) -> Keymap.Binding? {
      errors.append(source.error(message, key: text, in: context))
      return nil
    }
    guard let command else { return fail("\(text): a text in quotes is expected") }
    var keys: [Key] = []
    for word in text.split(separator: " ") {
      guard let key = Key(name: String(word)) else { return fail("unknown key \"\(word)\"") }
      keys.append(key)
    }
    if keys.isEmpty { return fail("a key is missing before =") }
    guard command.isEmpty || knownCommands.contains(command) else {
      let fix = Keymap.nearest(to: command, in: knownCommands).map { "; is \"\($0)\" meant?" } ?? ""
      return fail("unknown command \"\(command)\"\(fix)")
    }
    return Keymap.Binding(keys: keys, command: command, written: text)
  }
}
