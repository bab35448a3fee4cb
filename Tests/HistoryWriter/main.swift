import Glibc
import History

// Appends statements to the history of the directory given until it is killed, and says on standard output, byte for byte, which of them
// stand in it: `WRITER NUMBER`, a line each. A writer that nobody has killed after so many waits for it: all that was written is read again in
// the end.
let most = 200
let arguments = CommandLine.arguments
guard arguments.count == 3 else { exit(64) }
let log = HistoryLog(stateDirectory: arguments[1])
for number in 0..<most {
  // Some are long, so that a kill can come in the middle of a write.
  let filler = String(repeating: "x", count: number % 5 == 0 ? 20_000 : 40)
  let entry = HistoryEntry(
    time: 1_790_000_000, statement: "select '\(arguments[2]) \(number) \(filler)'", outcome: .ok, seconds: 0,
    database: "acme", role: "ada")
  do {
    try log.append(entry)
  } catch {
    exit(1)
  }
  let line = Array("\(arguments[2]) \(number)\n".utf8)
  guard line.withUnsafeBytes({ write(1, $0.baseAddress, $0.count) }) == line.count else { exit(2) }
}
while true { pause() }
