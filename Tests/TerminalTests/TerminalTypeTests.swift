import Testing

@testable import Terminal

struct TerminalTypeTests {
  @Test(arguments: [
    ("xterm-256color", "xterm-256color"), ("linux", "linux"), ("dumb", "dumb"), ("", ""),
    ("xterm-unheard-of", "xterm-256color"), ("foot-unheard-of", "xterm-256color"),
    ("tmux-unheard-of", "tmux-256color"), ("no-such-terminal", "no-such-terminal"),
    ("stunning-terminal", "stunning-terminal"),
  ]) func `A type that is unknown here is taken for its nearest relative`(type: String, expected: String) {
    #expect(TerminalType.known(type) == expected)
  }
}
