import Terminal
import Testing

struct ClipboardRoomTests {
  @Test(arguments: [
    ([:], 74_994), (["TERM": "xterm-256color"], 74_994), (["TERM": "xterm-kitty"], 786_000),
    (["TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"], 786_000), (["TMUX": ""], 74_994),
  ]) func `Room for the clipboard is what the terminal is known to take`(environment: [String: String], bytes: Int) {
    #expect(ClipboardRoom.bytes { environment[$0] } == bytes)
  }
}
