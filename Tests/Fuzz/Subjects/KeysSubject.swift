import Database
import SQLText
import TestSupport
import TextUI
import Workbench

extension Fuzz {
  /// Keys pressed at random at a workbench without a shell. One execution is a person at the keyboard for two hundred keys, with pastes, new
  /// sizes and answers of files in between; nothing may trap, and what the screen is drawn from must hold together.
  static let keys = Subject(name: "keys", shortRun: 30) { seed in
    var random = SeededGenerator(seed: seed)
    let names = ["default", "vim", "emacs"]
    let name = names[Int(seed % 3)]
    var mutator = SQLMutator(seed: seed)
    var state = State(
      size: Size(width: Int.random(in: 1...120, using: &random), height: Int.random(in: 1...40, using: &random)),
      keymap: keymaps[name]!, themes: themes, theme: themes.keys.first!, destination: .given,
      buffers: [BufferSnapshot(name: "1.sql", text: mutator.text())])
    answer(state.start(), &state, &random)
    var pressed: [String] = []
    var rest: [Key] = []
    for step in 0..<keysOfOne {
      let event: Event
      if rest.isEmpty {
        event = Self.event(state, &random, &mutator, &rest)
      } else {
        event = .key(rest.removeFirst())
      }
      if case .key(let key) = event { pressed.append(key.name) }
      let effects = state.handle(event)
      answer(effects, &state, &random)
      if let claim = brokenClaim(state, drawing: step % 16 == 0) {
        return Fault(claim: "\(claim); keymap \(name), keys \(pressed.joined(separator: " "))", text: [])
      }
    }
    return nil
  }

  /// Keys of one execution.
  package static let keysOfOne = 200

  private static let keymaps = Dictionary(
    uniqueKeysWithValues: EmbeddedFiles.keymaps.map { name, toml in
      (name, try! Keymap.decode(toml, file: name, knownCommands: Commands.names, knownContexts: Commands.contexts))
    })

  private static let themes = [
    "first": try! Theme.decode(EmbeddedFiles.themes[0].toml, name: "first", file: "first")
  ]

  /// Keys that words begin with are pressed more often than others.
  private static let likely = Array(
    "dcyxpPuwWbBeE0$^fFtT;,%{}()gGhjklvVioaAIOrR.qQ@\"'`m<>=~nN*#/?:zJsS123 abcé\"(;\n".unicodeScalars)

  private static let codes: [Key.Code] = [
    .enter, .tab, .backspace, .delete, .escape, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    .function(1), .function(3), .function(5), .function(12),
  ]

  /// Lines that people type behind `:` and `/`, and names of commands for the palette.
  private static let lines = [
    ":%s/e/E/g", ":g/a/d", ":g/e/norm Ax", ":g/./m0", ":%s/a/b/gc", ":2,3d|1t.", ":sort u", ":.,$j", ":put",
    ":%norm @q", ":v/x/s/$/;/",
    ":'<,'>y a", ":$-1,$>", ":1;/e/d", ":e other.sql", ":w", ":bn", ":bd", ":marks", ":reg",
    ":%s/\\v(s|e)+/\\U&\\E\\r/", "/e/e+1", "?s?b-1", "/\\_s*e",
    "/e/;/s", "d/e\r", "gn", "cgnx\u{1B}.", "qqxjq3@q",
  ]

  /// The next event; more keys that belong to it go into `rest`.
  private static func event(
    _ state: State, _ random: inout SeededGenerator, _ mutator: inout SQLMutator, _ rest: inout [Key]
  ) -> Event {
    switch Int.random(in: 0..<100, using: &random) {
    case 0: return .paste(mutator.text())
    case 1:
      return .resized(
        Size(width: Int.random(in: 1...160, using: &random), height: Int.random(in: 1...50, using: &random)))
    case 2: return .tick(Int64.random(in: 0...10_000, using: &random))
    case 3..<28:
      rest = binding(state, &random)
    case 28..<32:
      rest = lines.randomElement(using: &random)!.unicodeScalars.map { Key($0 == "\r" ? .enter : .character($0)) }
      rest.append(Key(.enter))
    default: break
    }
    return .key(rest.isEmpty ? key(&random) : rest.removeFirst())
  }

  /// The whole sequence of a command that has keys where the state is.
  private static func binding(_ state: State, _ random: inout SeededGenerator) -> [Key] {
    let context = state.keyContexts.randomElement(using: &random) ?? "global"
    let bound = state.keymap.bindings(context: context).randomElement(using: &random)
    return bound?.keys.split(separator: " ").compactMap { Key(name: String($0)) } ?? []
  }

  private static func key(_ random: inout SeededGenerator) -> Key {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<12: return Key(.character(likely.randomElement(using: &random)!))
    case 12..<14:
      let letter = Unicode.Scalar(UInt8.random(in: 0x61...0x7A, using: &random))
      // Leaving ends the session, not the program.
      return Key(.character(letter), Bool.random(using: &random) ? .control : .alt)
    case 14: return Key(.character(Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random))))
    default:
      let modifiers = Key.Modifiers(rawValue: Bool.random(using: &random) ? 0 : UInt8.random(in: 0..<8, using: &random))
      return Key(codes.randomElement(using: &random)!, modifiers)
    }
  }

  /// Files are read and written at once, or cannot be.
  private static func answer(_ effects: [Effect], _ state: inout State, _ random: inout SeededGenerator) {
    for effect in effects {
      switch effect {
      case .readFile(let path):
        let isThere = Bool.random(using: &random)
        _ = state.handle(
          .fileRead(path: path, isThere ? .success(Array("select 1;\r\n".utf8)) : .failure(Failure("\(path): gone"))))
      case .writeFile(let path, let buffer, _, _):
        let isFull = Bool.random(using: &random)
        _ = state.handle(.fileWritten(path: path, buffer: buffer, isFull ? Failure("\(path): full") : nil))
      case .connect(let session, _):
        let facts = SessionFacts(database: "acme", user: "ada", role: "ada", host: "/tmp", port: 5432)
        let isThere = Bool.random(using: &random)
        _ = state.handle(
          .session(session, isThere ? .connected(facts) : .connectFailed(ServerError(message: "nobody listens"))))
      case .run(let session, let id, let statements, _, _): runs(session, id, statements, &state, &random)
      default: break
      }
    }
  }

  /// A server answers with a few rows, or refuses.
  private static func runs(
    _ session: Int, _ id: Int, _ statements: [String], _ state: inout State, _ random: inout SeededGenerator
  ) {
    for statement in statements.indices.prefix(3) {
      guard Bool.random(using: &random) else {
        let error = ServerError(sqlState: "42601", message: "syntax error")
        _ = state.handle(.session(session, .failed(id: id, statement: statement, error, seconds: 0)))
        break
      }
      let width = Int.random(in: 1...4, using: &random)
      let columns = (0..<width).map { Column(name: "c\($0)", typeOID: $0 == 0 ? 23 : 25) }
      var rows = RowBatch.Builder(columnCount: width)
      for cell in 0..<width * Int.random(in: 0...40, using: &random) {
        cell % 7 == 3 ? rows.appendNull() : rows.append(cell % 5 == 0 ? "日本\n{\"a\": 1}" : "\(cell)")
      }
      _ = state.handle(.session(session, .columns(id: id, statement: statement, columns)))
      _ = state.handle(.session(session, .rows(id: id, statement: statement, rows.finish())))
      _ = state.handle(.session(session, .completed(id: id, statement: statement, tag: "SELECT", seconds: 0)))
    }
    _ = state.handle(.session(session, .finished(id: id, .idle, cancelled: false)))
  }

  private static func brokenClaim(_ state: State, drawing: Bool) -> String? {
    for buffer in state.editor.snapshots() where !(0...buffer.text.count ~= buffer.cursor) {
      return "the cursor \(buffer.cursor) is outside of \(buffer.text.count) bytes"
    }
    if let claim = state.editor.brokenClaim { return claim }
    guard drawing else { return nil }
    let frame = state.draw()
    if let cursor = frame.cursor, cursor.x >= frame.size.width || cursor.y >= frame.size.height {
      return "the cursor is off the screen"
    }
    return nil
  }
}
