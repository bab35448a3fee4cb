import Glibc
import SQLGrammar
import SQLText
import TextUI
import Workbench

/// `perch format`: lays out files in place, or standard input to standard output, as the options say, else the user's settings.
enum FormatCommand {
  /// 1 when a file would change under `--check`, or could not be laid out.
  static func run(_ arguments: [String]) throws -> Int32 {
    let options = ["--keywords", "--width", "--commas", "--layout"]
    let arguments = try SubcommandArguments(arguments, flags: ["--check"], valued: Set(options))
    let values = options.compactMap { option in arguments.values[option].map { (String(option.dropFirst(2)), $0) } }
    let style = try FormatOptions(Dictionary(uniqueKeysWithValues: values), from: "--", over: try settings())
    let isCheck = arguments.flags.contains("--check")
    let parser = ParserProcess()
    var isGood = true
    for source in try SQLSource.all(arguments.words) {
      switch FormatOutcome(source.text, style, parser) {
      case .refused(let reason):
        isGood = false
        _ = complain("\(source.name): \(reason)", code: 1)
        if source.path == nil, !isCheck { try write(source.text) }
      case .same:
        if source.path == nil, !isCheck { try write(source.text) }
      case .changed(let text):
        if isCheck {
          isGood = false
          _ = try Perch.say("\(source.name)\n")
        } else if let path = source.path {
          try FileText.write(text, to: path)
        } else {
          try write(text)
        }
      }
    }
    return isGood ? 0 : 1
  }

  /// What `[format]` of the user's `config.toml` says; the defaults where there is no such file, or no home for one.
  private static func settings() throws -> FormatOptions {
    guard let paths = try? Paths(environment: environment) else { return FormatOptions() }
    return try FormatOptions(readSettings(paths).format, in: paths)
  }

  private static func write(_ text: [UInt8]) throws {
    var output = Output(descriptor: STDOUT_FILENO, name: "standard output")
    output.bytes = text
    try output.flush()
  }
}

extension FormatOutcome {
  /// Lays a text out and asks PostgreSQL's parser whether it means the same.
  init(_ text: [UInt8], _ options: FormatOptions, _ parser: ParserProcess) {
    let formatted = Formatter.format(text, options)
    guard formatted != text else {
      self = .same
      return
    }
    switch parser.areSame(options.strings.standardized(text), options.strings.standardized(formatted)) {
    case true?: self = .changed(formatted)
    case false?: self = .refused("left alone: PostgreSQL would read the formatted text differently")
    case nil: self = .refused("left alone: PostgreSQL's parser gave up on it")
    }
  }
}

extension FormatOptions {
  /// From the settings of `config.toml`.
  init(_ settings: [String: String], in paths: Paths) throws(UsageError) {
    try self.init(settings, from: "\(paths.config)/config.toml: [format] ")
  }

  /// From what was given for each option, by its name, else from `base`; `place` stands before that name where something is wrong.
  init(_ values: [String: String], from place: String, over base: FormatOptions = FormatOptions()) throws(UsageError) {
    self = base
    keywordCase = try Self.choice("keywords", values, place) ?? keywordCase
    commas = try Self.choice("commas", values, place) ?? commas
    layout = try Self.choice("layout", values, place) ?? layout
    guard let text = values["width"] else { return }
    guard let number = Int(text), (20...1000).contains(number) else {
      throw UsageError(message: "\(place)width: \"\(text)\" is not a number from 20 to 1000")
    }
    width = number
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ option: String, _ values: [String: String], _ place: String
  ) throws(UsageError) -> Value? {
    guard let text = values[option] else { return nil }
    if let value = Value(rawValue: text) { return value }
    let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw UsageError(message: "\(place)\(option): there is no \"\(text)\"; there are \(all)")
  }
}
