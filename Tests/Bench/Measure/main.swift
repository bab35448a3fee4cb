import Glibc

// Figures of the product beside a peer's or a floor's, taken in turns in the same run so that a busy machine slows both.
do {
  if CommandLine.arguments.dropFirst().first == "core" { try Measure.core() } else { try Measure.all() }
} catch {
  print("bench: \(error)")
  exit(1)
}
