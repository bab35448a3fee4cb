import Glibc

/// A compiled description of a terminal, as ncurses reads it from a file (term(5)).
struct TerminfoEntry {
  private var names: [UInt8]
  private var booleans: [UInt8]
  private var numbers: [Int32]
  /// Offsets into `strings`, -1 for what the terminal has not.
  private var offsets: [Int16]
  private var strings: [UInt8]
  /// The extended part, without its capabilities of other kinds than truth values.
  private var extended: Extended

  private struct Extended {
    var booleans: [UInt8] = []
    var numbers: [Int32] = []
    var offsets: [Int16] = []
    /// Values first, then names.
    var values: [[UInt8]] = []
    var names: [[UInt8]] = []
  }

  /// Places of capabilities in their tables, in the order of term.h.
  private enum Place {
    static let maxColors = 13
    static let maxPairs = 14
    static let setForeground = 359
    static let setBackground = 360
  }

  private static let shortMagic: UInt16 = 0x011A
  private static let longMagic: UInt16 = 0x021E

  /// nil when the bytes are no such description.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let magic = reader.short().map({ UInt16(bitPattern: $0) }),
      magic == Self.shortMagic || magic == Self.longMagic
    else { return nil }
    reader.isLong = magic == Self.longMagic
    let sizes = (0..<5).compactMap { _ in reader.short().map(Int.init) }
    guard sizes.count == 5, sizes.allSatisfy({ $0 >= 0 }), let names = reader.take(sizes[0]),
      let booleans = reader.take(sizes[1])
    else { return nil }
    reader.align()
    guard let numbers = reader.numbers(sizes[2]), let offsets = reader.shorts(sizes[3]),
      let strings = reader.take(sizes[4])
    else { return nil }
    (self.names, self.booleans, self.numbers, self.offsets, self.strings) = (names, booleans, numbers, offsets, strings)
    reader.align()
    extended = Self.readExtended(&reader) ?? Extended()
  }

  private static func readExtended(_ reader: inout Reader) -> Extended? {
    let sizes = (0..<5).compactMap { _ in reader.short().map(Int.init) }
    guard sizes.count == 5, sizes.allSatisfy({ $0 >= 0 }), let booleans = reader.take(sizes[0]) else { return nil }
    reader.align()
    let nameCount = sizes[0] + sizes[1] + sizes[2]
    guard let numbers = reader.numbers(sizes[1]), let offsets = reader.shorts(sizes[2]),
      let nameOffsets = reader.shorts(nameCount), let table = reader.take(sizes[4])
    else { return nil }
    var extended = Extended(booleans: booleans, numbers: numbers, offsets: offsets)
    // Names are counted from behind the last value.
    extended.values = offsets.map { $0 < 0 ? [] : text(table, Int($0)) }
    let valuesEnd = zip(offsets, extended.values).map { $0 < 0 ? 0 : Int($0) + $1.count + 1 }.max() ?? 0
    extended.names = nameOffsets.map { text(table, valuesEnd + Int($0)) }
    return extended
  }

  private static func text(_ table: [UInt8], _ start: Int) -> [UInt8] {
    guard table.indices.contains(start) else { return [] }
    return Array(table[start...].prefix { $0 != 0 })
  }

  // MARK: Changing

  /// The first colour that is red, green and blue; those below are numbers of the terminal's palette.
  static let firstDirectColor: Int32 = 0x100_0000

  /// The same terminal with 24-bit colours beside its palette: curses knows such only by a description of their own, which systems rarely
  /// have.
  func withDirectColors() -> TerminfoEntry? {
    guard numbers.count > Place.maxPairs, offsets.count > Place.setBackground else { return nil }
    var entry = self
    entry.numbers[Place.maxColors] = Self.firstDirectColor * 2
    entry.numbers[Place.maxPairs] = 0x7FFF
    entry.set(Place.setForeground, Self.selection("38"))
    entry.set(Place.setBackground, Self.selection("48"))
    // Without this curses would make a table of all colours.
    entry.extended.booleans.append(1)
    entry.extended.names.insert(Array("RGB".utf8), at: entry.extended.booleans.count - 1)
    return entry
  }

  /// `ESC [ 38;5;N m`, or `ESC [ 38;2;R;G;B m` from the first direct colour on.
  private static func selection(_ code: String) -> [UInt8] {
    let rgb = "2;%p1%{65536}%/%{255}%&%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d"
    return Array("\u{1B}[\(code);%?%p1%{\(firstDirectColor)}%<%t5;%p1%d%e\(rgb)%;m".utf8)
  }

  private mutating func set(_ place: Int, _ text: [UInt8]) {
    offsets[place] = Int16(strings.count)
    strings += text + [0]
  }

  // MARK: Writing

  /// As a file holds it, with numbers of 32 bits.
  var bytes: [UInt8] {
    var writer = Writer()
    writer.shorts([Int16(bitPattern: Self.longMagic)])
    writer.shorts([names.count, booleans.count, numbers.count, offsets.count, strings.count].map(Int16.init))
    writer.bytes += names + booleans
    writer.align()
    writer.numbers(numbers)
    writer.shorts(offsets)
    writer.bytes += strings
    writer.align()
    write(extended, to: &writer)
    return writer.bytes
  }

  private func write(_ extended: Extended, to writer: inout Writer) {
    var table: [UInt8] = []
    var offsets: [Int16] = []
    for (offset, value) in zip(extended.offsets, extended.values) {
      offsets.append(offset < 0 ? offset : Int16(table.count))
      if offset >= 0 { table += value + [0] }
    }
    let valuesEnd = table.count
    var nameOffsets: [Int16] = []
    for name in extended.names {
      nameOffsets.append(Int16(table.count - valuesEnd))
      table += name + [0]
    }
    let valueCount = offsets.count { $0 >= 0 }
    let sizes = [
      extended.booleans.count, extended.numbers.count, offsets.count, valueCount + extended.names.count, table.count,
    ]
    writer.shorts(sizes.map(Int16.init))
    writer.bytes += extended.booleans
    writer.align()
    writer.numbers(extended.numbers)
    writer.shorts(offsets + nameOffsets)
    writer.bytes += table
  }

  private struct Reader {
    let bytes: [UInt8]
    var isLong = false
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ count: Int) -> [UInt8]? {
      guard count >= 0, place + count <= bytes.count else { return nil }
      defer { place += count }
      return Array(bytes[place..<place + count])
    }

    mutating func short() -> Int16? { take(2).map { Int16(bitPattern: UInt16($0[0]) | UInt16($0[1]) << 8) } }

    mutating func shorts(_ count: Int) -> [Int16]? {
      let values = (0..<max(0, count)).compactMap { _ in short() }
      return values.count == count ? values : nil
    }

    mutating func numbers(_ count: Int) -> [Int32]? {
      guard isLong else { return shorts(count)?.map(Int32.init) }
      let values = (0..<max(0, count)).compactMap { _ in
        take(4).map { bytes in Int32(bitPattern: bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) }
      }
      return values.count == count ? values : nil
    }

    mutating func align() { place += place % 2 }
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func shorts(_ values: [Int16]) {
      for value in values { bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)] }
    }

    mutating func numbers(_ values: [Int32]) {
      for value in values { for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) } }
    }

    mutating func align() { if bytes.count % 2 == 1 { bytes.append(0) } }
  }
}

extension TerminfoEntry {
  /// The description of a terminal from where ncurses looks for it; nil when it is not there or no file.
  init?(type: String) {
    guard let first = type.utf8.first, !type.contains("/") else { return nil }
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let given = [value("TERMINFO"), value("HOME").map { $0 + "/.terminfo" }].compactMap(\.self)
    let listed = value("TERMINFO_DIRS")?.split(separator: ":").map(String.init) ?? []
    for directory in given + listed + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"] {
      for folder in [String(Unicode.Scalar(first)), String(first, radix: 16)] {
        if let entry = Self.read("\(directory)/\(folder)/\(type)").flatMap(TerminfoEntry.init) {
          self = entry
          return
        }
      }
    }
    return nil
  }

  private static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 32_768)
    let count = Glibc.read(file, &bytes, bytes.count)
    return count > 0 ? Array(bytes[..<count]) : nil
  }
}
