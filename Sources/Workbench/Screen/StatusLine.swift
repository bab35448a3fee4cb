/// The left part of the last line.
package struct StatusLine: Sendable, Hashable {
  package enum Tone: Sendable, Hashable { case plain, progress, success, warning, error }
  package var text = ""
  package var tone = Tone.plain
}
