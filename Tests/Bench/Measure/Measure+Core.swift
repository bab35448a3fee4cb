import Database
import SQLText
import TextUI
import Workbench

/// The parts that wait for nobody: text, tokens and frames.
extension Measure {
  static func core() throws {
    // As the program does before anybody types.
    _ = try workbench("", cursor: 0).typedAhead()
    for lines in [10_000, 100_000] { try keyToFrame(lines: lines) }
    try keysBehindJumps()
    try paste()
    lexing()
    for isFar in [false, true] { edits(isFar: isFar) }
  }

  /// From a key to the frame that answers it, at 160x45, in a buffer of many lines.
  private static func keyToFrame(lines: Int) throws {
    let text = (1...lines).map { "select id, name from bench where id = \($0) and vip; -- line \($0)\n" }.joined()
    for (name, cursor) in [("start", 0), ("middle", text.utf8.count / 2), ("end", text.utf8.count)] {
      var state = try workbench(text, cursor: cursor)
      var handled: [Double] = []
      var drawn: [Double] = []
      let statement = Array(
        "\nselect b.id, b.name from bench b where b.total > 100 and b.vip order by b.name; ".unicodeScalars)
      for index in 0..<800 {
        let scalar = statement[index % statement.count]
        let start = processorTime()
        _ = state.handle(.key(scalar == "\n" ? Key(.enter) : Key(.character(scalar))))
        let middle = processorTime()
        guard state.draw().size.width == 160 else { return }
        handled.append(middle - start)
        drawn.append(processorTime() - middle)
      }
      let both = zip(handled, drawn).map(+)
      print(
        "key to frame, of the processor, \(name) of \(lines) lines: p50 \(Self.text(quantile(both, 0.5))) · p99 \(Self.text(quantile(both, 0.99)))"
          + " · max \(Self.text(both.max()!)) (keys \(Self.text(quantile(handled, 0.5))), frame \(Self.text(quantile(drawn, 0.5))); goal 2 ms)"
      )
    }
  }

  /// Keys in a hundred thousand lines, each as far from the one before as the text goes.
  private static func keysBehindJumps() throws {
    let text = (1...100_000).map { "select id, name from bench where id = \($0) and vip; -- line \($0)\n" }.joined()
    var state = try workbench(text, cursor: 0)
    var times: [Double] = []
    for index in 0..<400 {
      _ = state.handle(.key(Key(index % 2 == 0 ? .end : .home, .control)))
      let start = processorTime()
      _ = state.handle(.key(Key(.character("x"))))
      guard state.draw().size.width == 160 else { return }
      times.append(processorTime() - start)
    }
    print(
      "key to frame, of the processor, behind a jump from end to end of 100000 lines: p50 \(Self.text(quantile(times, 0.5)))"
        + " · p99 \(Self.text(quantile(times, 0.99))) · max \(Self.text(times.max()!)) (goal 2 ms)")
  }

  /// A megabyte pasted into the middle of a hundred thousand lines, and the frame that shows it.
  private static func paste() throws {
    let text = (1...100_000).map { "select id, name from bench where id = \($0) and vip; -- line \($0)\n" }.joined()
    var state = try workbench(text, cursor: text.utf8.count / 2)
    let pasted = Array(text.utf8.prefix(1_000_000))
    let start = now()
    _ = state.handle(.paste(pasted))
    guard state.draw().size.width == 160 else { return }
    print("paste of 1 MB into 100,000 lines, to its frame: \(Self.text(now() - start)) (goal 300 ms)")
  }

  static func workbench(_ text: String, cursor: Int) throws -> State {
    let theme = EmbeddedFiles.themes[0]
    let keymap = EmbeddedFiles.keymaps[0]
    var state = State(
      size: Size(width: 160, height: 45),
      keymap: try Keymap.decode(
        keymap.toml, file: keymap.name, knownCommands: Commands.names, knownContexts: Commands.contexts),
      themes: [theme.name: try Theme.decode(theme.toml, name: theme.name, file: theme.name)], theme: theme.name,
      destination: .given, buffers: [BufferSnapshot(name: "1.sql", text: Array(text.utf8), cursor: cursor)])
    _ = state.start()
    var catalog = Catalog(database: "bench")
    catalog.relations = (1...2000).map { table in
      Catalog.Relation(
        oid: UInt32(table), schema: "public", name: "table_\(table)",
        columns: (1...20).map { Catalog.Attribute(name: "column_\($0)", type: "text") })
    }
    _ = state.handle(.catalog(session: state.link.session, .success(CompletionEngine(catalog))))
    return state
  }

  /// The lexer alone, on SQL of every kind of token.
  private static func lexing() {
    var text: [UInt8] = []
    while text.count < 1_000_000 { text += script(text.count) }
    var times: [Double] = []
    for _ in 0..<50 {
      let start = processorTime()
      let count = Lexer.tokens(text).count
      times.append(processorTime() - start)
      guard count > 100_000 else { return }
    }
    // Bytes in a millisecond are kilobytes in a second.
    let speed = Double(text.count) / 1000 / quantile(times, 0.5)
    print("lexing of 1 MB, alone, of the processor: \(Int(speed)) MB/s (goal 200 MB/s)")
  }

  private static func script(_ seed: Int) -> [UInt8] {
    Array(
      """
      select o.id, c.name as "Customer", sum(oi.quantity * oi.unit_price) over (partition by o.region order by o.id) as total
      from orders o join customers c on c.id = o.customer_id -- line \(seed)
      where o.created_at >= date '2024-01-01' and o.state in ('open', 'it''s paid') and o.total > \(seed).50 /* of all */
      group by o.id, c.name having count(*) > 3 order by total desc limit 100;
      insert into audit.log (id, payload) values (\(seed), '{"kind": "sale", "n": 12}'::jsonb), (2, $$free text$$);


      """.utf8)
  }

  /// Edits in a megabyte of SQL: letters typed at one place, then all over the text; every fortieth a quote, which reads the rest anew.
  private static func edits(isFar: Bool) {
    var text: [UInt8] = []
    while text.count < 1_000_000 { text += script(text.count) }
    var rope = Rope(text)
    var tokens = SQLTokens(rope)
    var plain: [Double] = []
    var quotes: [Double] = []
    var place = rope.count / 2
    for index in 0..<400 {
      let isQuote = index % 40 == 39
      let removes = index % 40 == 0 && index > 0
      let new: [UInt8] = isQuote ? [0x27] : removes ? [] : [0x61]
      let range = removes ? place..<place + 1 : place..<place
      rope.replaceSubrange(range, with: new)
      let start = processorTime()
      tokens.replace(range, inserted: new.count, in: rope)
      if isQuote || removes { quotes.append(processorTime() - start) } else { plain.append(processorTime() - start) }
      if !isQuote { place = isFar ? (place * 7919 + 13) % rope.count : place + new.count }
    }
    print(
      "an edit of 1 MB of SQL, of the processor, \(isFar ? "each far from the last" : "where one types"): "
        + "p50 \(Self.text(quantile(plain, 0.5))) · p99 \(Self.text(quantile(plain, 0.99))) "
        + "· an open quote, all of it read anew, p50 \(Self.text(quantile(quotes, 0.5)))")
  }
}
