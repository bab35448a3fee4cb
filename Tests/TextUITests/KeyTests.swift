import Testing
import TextUI

struct KeyTests {
  @Test(arguments: [
    ("Ctrl-P", Key(.character("p"), .control)), ("Ctrl-p", Key(.character("p"), .control)),
    ("Alt-Enter", Key(.enter, .alt)), ("F12", Key(.function(12))), ("Shift-Left", Key(.left, .shift)),
    ("Ctrl-Shift-Home", Key(.home, [.control, .shift])), ("Shift-Ctrl-Home", Key(.home, [.control, .shift])),
    ("Space", Key(.character(" "))), ("Ctrl-Space", Key(.character(" "), .control)), ("g", Key(.character("g"))),
    ("G", Key(.character("G"))), ("Alt-G", Key(.character("g"), .alt)), ("-", Key(.character("-"))),
    ("Ctrl--", Key(.character("-"), .control)), ("F", Key(.character("F"))), ("é", Key(.character("é"))),
  ]) func `Names of keys are read as people write them`(name: String, key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(arguments: ["", "Ctrl-", "F0", "F25", "Foo", "Ctrl-Foo", "Meta-x", "gg", "ctrl-p"])
  func `What is no key has no meaning`(name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test func `The name of every key leads back to it`() {
    let named: [Key.Code] =
      [
        .enter, .tab, .backspace, .delete, .insert, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      ] + (1...24).map { .function($0) }
    for modifiers in UInt8(0)..<8 {
      for code in named {
        let key = Key(code, Key.Modifiers(rawValue: modifiers))
        #expect(Key(name: key.name) == key, "\(key.name)")
      }
    }
    for modifiers in [Key.Modifiers(), .alt, .control, [.alt, .control]] {
      for value in UInt8(0x20)..<0x7F {
        let scalar = Unicode.Scalar(value)
        if scalar.properties.isUppercase, !modifiers.isEmpty { continue }
        let key = Key(.character(scalar), modifiers)
        #expect(Key(name: key.name) == key, "\(key.name)")
      }
    }
  }
}
