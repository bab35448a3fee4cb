import Glibc

// Pictures of the standard screens, themes included: the real program on a pseudo-terminal, drawn as SVG into the directory named.
do {
  guard CommandLine.arguments.count == 2 else {
    print("usage: perch-screens DIRECTORY")
    exit(64)
  }
  try Screens(directory: CommandLine.arguments[1]).drawAll()
} catch {
  print("screens: \(error)")
  exit(1)
}
