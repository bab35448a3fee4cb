import Glibc

// Figures of the product beside a peer's or a floor's, taken in turns in the same run so that a busy machine slows both.
do {
  switch CommandLine.arguments.dropFirst().first {
  case "core": try Measure.core()
  case "keys": try Measure.keys()
  case "grid": try Measure.grid()
  case "rows": try Measure.tenMillion()
  case "catalog": try Measure.catalog(CommandLine.arguments.dropFirst(2).first)
  case "history": try Measure.history()
  default: try Measure.all()
  }
} catch {
  print("bench: \(error)")
  exit(1)
}
