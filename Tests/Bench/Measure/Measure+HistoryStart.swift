import TestSupport

/// What a long history costs a person: at the start, and at each key of a search, from the byte to what is shown.
extension Measure {
  /// From exec to the editor on the screen with the statements of `directory` and without any, in turns. Nothing has to be connected for it.
  static func startWithHistory(_ directory: TemporaryDirectory) throws {
    let empty = TemporaryDirectory()
    var times: [[Double]] = [[], []]
    for turn in 0..<80 {
      let home = [empty, directory][turn % 2]
      let start = now()
      let terminal = try PseudoTerminal(["host=/nowhere"], home: home.path, columns: 160, rows: 45, keeping: home)
      try terminal.waitForOutput(containing: "1.sql")
      times[turn % 2].append(now() - start)
    }
    let (without, with) = (quantile(times[0], 0.5), quantile(times[1], 0.5))
    print(
      "first paint with a million statements \(text(with)) · without \(text(without)) · adds \(text(max(0, with - without)))"
        + " (goal 20 ms)")
  }

  /// From a key of a search to the first bytes that answer it.
  static func keysOfHistory(_ directory: TemporaryDirectory) throws {
    let terminal = try PseudoTerminal(
      ["host=/nowhere"], home: directory.path, columns: 160, rows: 45, keeping: directory)
    try terminal.wait(for: "1.sql")
    try terminal.press("F4")
    try terminal.wait(for: "billing")
    var times: [Double] = []
    for letter in "needle of the oldest, where id = 99 slow:3 nowhere in it" {
      let before = terminal.output.count
      let start = now()
      try terminal.type(String(letter))
      try terminal.waitForOutput(beyond: before)
      times.append(now() - start)
      try terminal.settle()
    }
    print(
      "key of a search in a million statements to bytes: p50 \(text(quantile(times, 0.5))) · max"
        + " \(text(times.max() ?? 0)) (goal 16 ms)")
  }
}
