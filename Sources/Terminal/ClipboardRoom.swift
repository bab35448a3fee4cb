/// How much text a terminal takes for its clipboard by OSC 52. None tells; more than it takes is dropped in silence or ends up on the screen.
package enum ClipboardRoom {
  /// Of a sequence of 100,000 bytes eight are not Base64: what terminals agree on that have a limit above the smallest.
  private static let usual = (100_000 - 8) / 4 * 3
  /// tmux gives up at 1 MiB of a sequence, kitty at 8; more than a megabyte would hold the screen up.
  private static let large = 786_000

  /// tmux keeps the text in a buffer of its own too, whatever the terminal takes that it runs in.
  package static func bytes(_ environment: (String) -> String?) -> Int {
    let isInTmux = environment("TMUX")?.isEmpty == false
    return isInTmux || environment("TERM") == "xterm-kitty" ? large : usual
  }
}
