/// Where keys of a user's own file and those that came with Perch stand in each other's way.
extension Keymap {
  /// What is shadowed once this map, read from `toml`, lies over `base`: in the order of the file, each with what to do about it. `stacks` are the
  /// contexts that are asked one after the other, the innermost first. The same key in the same or an inner context is no overlap: it was meant.
  package func overlaps(
    over base: Keymap, stacks: [[String]], toml: String, file: String
  ) throws(ConfigError) -> [ConfigError] {
    let source = try ConfigSource(toml, file: file)
    let merged = merged(over: base)
    var found: Set<ConfigError> = []
    for stack in stacks {
      for (depth, context) in stack.enumerated() {
        for own in bindings[context, default: []] where !own.command.isEmpty {
          found.formUnion(
            overlap(of: own, at: depth, in: stack, merged).map { source.error($0, key: own.written, in: context) })
        }
      }
    }
    return found.sorted { ($0.line, $0.message) < ($1.line, $1.message) }
  }

  private func overlap(of own: Binding, at depth: Int, in stack: [String], _ merged: Keymap) -> [String] {
    stack.indices.compactMap { other in
      let theirs = merged.bindings[stack[other], default: []].filter { key in
        !key.command.isEmpty && !bindings[stack[other], default: []].contains { $0.keys == key.keys }
      }
      if other == depth { return Self.prefixed(own, theirs) }
      if other > depth { return Self.hidden(own, theirs, in: stack[depth], from: stack[other]) }
      let isGivenThere = bindings[stack[other], default: []].contains { $0.keys == own.keys }
      return isGivenThere ? nil : Self.unreachable(own, theirs, in: stack[other])
    }
  }

  /// Keys of one context of which one is the start of the other.
  private static func prefixed(_ own: Binding, _ theirs: [Binding]) -> String? {
    if let shorter = theirs.first(where: { own.isLonger(than: $0) }) {
      return
        "\"\(own.name)\" can never be typed: \"\(shorter.name)\" runs \(shorter.command) first; "
        + "take that away by a line \"\(shorter.name)\" = \"\""
    }
    let longer = theirs.filter { $0.isLonger(than: own) }
    return lost(longer, to: own, place: "")
  }

  /// Keys of an outer context that do not work any more in the inner one.
  private static func hidden(_ own: Binding, _ theirs: [Binding], in inner: String, from outer: String) -> String? {
    let gone = theirs.filter { $0.isLonger(than: own) || own.isLonger(than: $0) }
    return lost(gone, to: own, place: " of [\(outer)] in [\(inner)]")
  }

  private static func lost(_ gone: [Binding], to own: Binding, place: String) -> String? {
    guard let first = gone.first else { return nil }
    let more = gone.count > 1 ? " and \(gone.count - 1) more" : ""
    return
      "\"\(own.name)\" hides \"\(first.name)\" (\(first.command))\(more)\(place); "
      + "choose another key, or take \(gone.count > 1 ? "those" : "that") away by a line \"\(first.name)\" = \"\""
  }

  /// A key of an outer context that an inner one takes for itself.
  private static func unreachable(_ own: Binding, _ theirs: [Binding], in inner: String) -> String? {
    guard let taker = theirs.first(where: { $0.keys == own.keys || $0.isLonger(than: own) || own.isLonger(than: $0) })
    else { return nil }
    return
      "\"\(own.name)\" does not reach [\(inner)], where \"\(taker.name)\" is \(taker.command); "
      + "put it under [\(inner)] too, or take that away there by a line \"\(taker.name)\" = \"\""
  }
}

extension Keymap.Binding {
  /// Whether these keys start with all of the other's and go on.
  fileprivate func isLonger(than other: Keymap.Binding) -> Bool {
    keys.count > other.keys.count && keys.starts(with: other.keys)
  }
}
