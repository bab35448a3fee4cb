extension SlotReader {
  /// The call around the place: the function, and how many commas stand before the place.
  func call() -> (name: String, argument: Int)? {
    var argument = 0
    var place = index - 1
    while place >= outline.start {
      switch outline.kind(place) {
      case .rightParen: place = outline.start(ofParen: place)
      case .comma: argument += 1
      case .leftParen:
        guard let name = outline.name(place - 1), !Self.noFunctions.contains(outline.word(place - 1) ?? "") else {
          return nil
        }
        return (name, argument)
      case .word where Self.clauseWords.contains(outline.word(place) ?? ""): return nil
      default: break
      }
      place -= 1
    }
    return nil
  }

  /// The names before the `=>` of the call around the place, apart that of the argument which the place is in.
  func namedArguments() -> (written: [String], current: String?) {
    var names: (written: [String], current: String?) = ([], nil)
    var isCurrent = true
    var place = index - 1
    while place >= outline.start, outline.kind(place) != .leftParen {
      switch outline.kind(place) {
      case .rightParen: place = outline.start(ofParen: place)
      case .comma: isCurrent = false
      case .symbol where outline.isArrow(place):
        guard let name = outline.name(place - 1) else { break }
        if isCurrent { names.current = name } else { names.written.append(name) }
      case .word where Self.clauseWords.contains(outline.word(place) ?? ""): return ([], nil)
      default: break
      }
      place -= 1
    }
    return place >= outline.start ? names : ([], nil)
  }

  /// Whether `name(…)` right before the place stands where FROM takes a source.
  var closesSourceCall: Bool {
    guard outline.kind(index - 1) == .rightParen else { return false }
    var name = outline.start(ofParen: index - 1) - 1
    guard outline.name(name) != nil, !Keywords.isReserved(outline.word(name) ?? "") else { return false }
    while outline.kind(name - 1) == .dot { name -= 2 }
    return outline.kind(name - 1) == .comma || ["from", "join", "lateral"].contains(outline.word(name - 1) ?? "")
  }

  private static let clauseWords: Set<String> = [
    "select", "from", "where", "group", "order", "having", "set", "values",
  ]
  private static let noFunctions: Set<String> = [
    "in", "values", "and", "or", "not", "exists", "any", "all", "some", "over", "as", "from", "join", "on", "using",
    "where", "when", "then", "else", "select", "by", "having", "filter", "between", "like", "case", "is", "with",
  ]

  /// Whether a `+` or `-` behind something that is a time stands before the place.
  var readsTime: Bool {
    guard outline.kind(index - 1) == .symbol else { return false }
    let sign = outline.text[outline.tokens[index - 1].start]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
    if outline.kind(index - 2) == .string {
      return ["date", "timestamp", "timestamptz", "time"].contains(outline.word(index - 3) ?? "")
    }
    var place = index - 2
    if outline.kind(place) == .rightParen { place = outline.start(ofParen: place) - 1 }
    return Self.times.contains(outline.word(place) ?? "")
  }

  private static let times: Set<String> = [
    "now", "current_date", "current_timestamp", "localtimestamp", "date_trunc", "clock_timestamp", "to_date",
    "to_timestamp", "timestamptz", "timestamp", "date",
  ]
}

extension StatementOutline {
  /// `=>`
  func isArrow(_ index: Int) -> Bool { kind(index) == .symbol && text[tokens[index].range].elementsEqual("=>".utf8) }
}
