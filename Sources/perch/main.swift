import Glibc

exit(Perch.main(Array(CommandLine.arguments.dropFirst())))
