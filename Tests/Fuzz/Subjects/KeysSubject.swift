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
    _ = state.start()
    var pressed: [String] = []
    for step in 0..<keysOfOne {
      let event = event(&random, &mutator, &pressed)
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

  private static func event(
    _ random: inout SeededGenerator, _ mutator: inout SQLMutator, _ pressed: inout [String]
  ) -> Event {
    switch Int.random(in: 0..<100, using: &random) {
    case 0: return .paste(mutator.text())
    case 1:
      return .resized(
        Size(width: Int.random(in: 1...160, using: &random), height: Int.random(in: 1...50, using: &random)))
    case 2: return .tick(Int64.random(in: 0...10_000, using: &random))
    default:
      let key = key(&random)
      pressed.append(key.name)
      return .key(key)
    }
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
      default: break
      }
    }
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
