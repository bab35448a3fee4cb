// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func shell(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "perch",
  products: [.executable(name: "perch", targets: ["perch"])],
  dependencies: [
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
  ],
  targets: [
    // C modules: headers and the smallest shim.
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(
      name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq"),
    .target(name: "CUnix"),
    .systemLibrary(name: "CVTerm"),
    .systemLibrary(name: "CPgQuery"),

    // Pure core: no Foundation, clock, file or socket.
    .target(name: "SQLText", swiftSettings: strict),
    .target(name: "JSONText", swiftSettings: strict),
    .target(name: "Database", dependencies: ["JSONText"], swiftSettings: strict),
    .target(
      name: "TextUI", dependencies: [.product(name: "TOMLKit", package: "TOMLKit")],
      resources: [.embedInCode("themes"), .embedInCode("keymaps")], swiftSettings: strict),
    .target(
      name: "Workbench", dependencies: ["SQLText", "JSONText", "Database", "TextUI"],
      resources: [.embedInCode("Queries/starter")],
      swiftSettings: strict),

    // Shell: one outside thing each.
    shell("Postgres", ["CLibpq", "CUnix", "Database"]),
    shell("Platform", ["CUnix", "JSONText", "Database", "Postgres", "HTTP"]),
    shell(
      "HTTP",
      [
        "Database", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    shell("History", ["CUnix", "JSONText", "SQLText"]),
    shell("Spill", ["Database"]),
    shell("SQLGrammar", ["CPgQuery", "CUnix", "SQLText"]),
    shell("Terminal", ["CNcurses", "CReadline", "CUnix", "TextUI"]),
    .executableTarget(
      name: "perch",
      dependencies: [
        "SQLText", "Database", "TextUI", "Workbench", "Postgres", "Platform", "History", "Spill", "Terminal", "CUnix",
        "SQLGrammar", "JSONText",
      ], swiftSettings: strict),

    // Tests mirror sources.
    .target(
      name: "TestSupport", dependencies: ["CVTerm", "CUnix", "Database", "Postgres", "Platform"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .target(name: "RowFloor", path: "Tests/Bench/RowFloor", linkerSettings: [.linkedLibrary("pq")]),
    .executableTarget(
      name: "perch-bench",
      dependencies: [
        "RowFloor", "TestSupport", "History", "Platform", "Postgres", "Workbench", "SQLText", "TextUI", "Database",
      ],
      path: "Tests/Bench/Measure",
      swiftSettings: strict),
    .executableTarget(
      name: "perch-screens", dependencies: ["TestSupport", "Platform"], path: "Tests/Screens", exclude: ["pictures"],
      swiftSettings: strict),
    .target(
      name: "FuzzSubjects", dependencies: ["TestSupport", "SQLText", "Database", "Workbench"],
      path: "Tests/Fuzz/Subjects",
      swiftSettings: strict),
    .executableTarget(
      name: "perch-fuzz", dependencies: ["FuzzSubjects"], path: "Tests/Fuzz/Run", swiftSettings: strict),
    tests("FuzzTests", ["FuzzSubjects"]),
    tests("SQLTextTests", ["SQLText", "TestSupport"]),
    tests("JSONTextTests", ["JSONText"]),
    tests("DatabaseTests", ["Database"]),
    tests("TextUITests", ["TextUI", "TestSupport"]),
    .testTarget(
      name: "WorkbenchTests", dependencies: ["Workbench", "SQLText", "Database", "TextUI", "TestSupport"],
      exclude: ["Editor/vim-answers.jsonl"], swiftSettings: strict),
    tests("PostgresTests", ["Postgres", "Database", "TestSupport"]),
    tests("SQLGrammarTests", ["SQLGrammar", "SQLText", "TestSupport"]),
    tests("SpillTests", ["Spill", "Database", "TestSupport"]),
    .testTarget(
      name: "PlatformTests",
      dependencies: ["Platform", "Workbench", "HTTP", "Postgres", "JSONText", "Database", "TestSupport"],
      exclude: ["Contract/validate_requests.py", "Contract/platform-contract.json"], swiftSettings: strict),
    .executableTarget(
      name: "history-writer", dependencies: ["History"], path: "Tests/HistoryWriter", swiftSettings: strict),
    tests("HistoryTests", ["History", "SQLText", "TestSupport", "history-writer"]),
    tests("TerminalTests", ["Terminal", "TextUI", "CNcurses", "TestSupport"]),
    tests("EndToEndTests", ["TestSupport", "Postgres", "SQLGrammar", "SQLText", "Platform", "Database", "perch"]),
  ],
  swiftLanguageModes: [.v6]
)
