import SQLGrammar
import SQLText
import TestSupport
import Testing

/// Formatting held against PostgreSQL's parser, on statements made at random.
struct FormatPropertyTests {
  private static let styles: [FormatOptions] = FormatOptions.Layout.allCases.flatMap { layout in
    FormatOptions.KeywordCase.allCases.flatMap { keywords in
      FormatOptions.CommaStyle.allCases.map { commas in
        var options = FormatOptions()
        options.layout = layout
        options.keywordCase = keywords
        options.commas = commas
        options.width = layout == .block ? 40 : 70
        return options
      }
    }
  }

  @Test(arguments: 0..<8) func `Formatting keeps the tree and every comment, and is done at once`(seed: Int) {
    var writer = StatementWriter(seed: UInt64(seed + 1))
    for _ in 0..<25 {
      let text = writer.script()
      for style in Self.styles {
        let formatted = Formatter.format(text, style)
        let shown = "\(style.layout) \(style.keywordCase)\n\(Self.string(text))\n--->\n\(Self.string(formatted))"
        #expect(ParserCore.areSame(text, formatted), "\(shown)")
        #expect(Self.comments(text) == Self.comments(formatted), "\(shown)")
        #expect(Self.string(Formatter.format(formatted, style)) == Self.string(formatted), "\(shown)")
      }
    }
  }

  @Test func `Text with bytes lost and doubled keeps its tokens and is done at once`() {
    var writer = StatementWriter(seed: 77)
    for _ in 0..<200 {
      let text = writer.damaged(writer.script())
      let formatted = Formatter.format(text)
      #expect(Self.tokens(text) == Self.tokens(formatted), "\(Self.string(text))")
      #expect(
        Self.string(Formatter.format(formatted)) == Self.string(formatted),
        "\(Self.string(text))\n--->\n\(Self.string(formatted))")
    }
  }

  private static func string(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self) }

  private static func comments(_ text: [UInt8]) -> [[UInt8]] {
    Lexer.tokens(text).filter { $0.kind == .lineComment || $0.kind == .blockComment }.map { Array(text[$0.range]) }
  }

  private static func tokens(_ text: [UInt8]) -> [String] {
    Lexer.tokens(text).filter { !$0.isTrivia }.map { String(decoding: text[$0.range], as: UTF8.self).lowercased() }
  }
}

/// Makes statements by a small grammar, with space, case and comments as nobody would write them.
private struct StatementWriter {
  private var generator: SeededGenerator
  private var words: [String] = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func script() -> [UInt8] {
    words = []
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      statement()
      words.append(";")
    }
    return Array(joined().utf8)
  }

  mutating func damaged(_ text: [UInt8]) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(bytes[place], at: place)
      default: bytes.insert("()'\"$-/*;,\n\\é"[Int.random(in: 0..<12, using: &generator)], at: place)
      }
    }
    return bytes
  }

  /// The words with something between them that separates.
  private mutating func joined() -> String {
    var text = ""
    for word in words {
      switch Int.random(in: 0..<40, using: &generator) {
      case 0: text += " -- note \(Int.random(in: 0..<99, using: &generator))\n"
      case 1: text += "\n  -- alone\n"
      case 2: text += " /* in /* nested */ it */ "
      case 3: text += "\n/* two\n   lines */\n"
      case 4..<8: text += "\n\t"
      case 8: text += "\n\n\n"
      default: text += " "
      }
      let isShouted = Bool.random(using: &generator) && word.allSatisfy { $0.isLetter || $0 == "_" }
      text += isShouted ? word.uppercased() : word
    }
    return text
  }

  private mutating func any(_ choices: String...) {
    words += choices.randomElement(using: &generator)!.split(separator: " ").map(String.init)
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  private mutating func list(_ most: Int, _ item: (inout StatementWriter) -> Void) {
    for place in 0..<Int.random(in: 1...most, using: &generator) {
      if place > 0 { words.append(",") }
      item(&self)
    }
  }

  private mutating func parens(_ body: (inout StatementWriter) -> Void) {
    words.append("(")
    body(&self)
    words.append(")")
  }

  private mutating func statement() {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: insert()
    case 1: update()
    case 2: any("delete from t where a = 1 returning *", "truncate t , u cascade", "vacuum ( full , analyze ) t")
    case 3: createTable()
    case 4:
      any(
        "create function f ( a int , b text default 'x' ) returns int language sql as $$ select  1 $$",
        "create index concurrently if not exists i on t using gin ( a , lower ( b ) ) where c is not null",
        "alter table t add column b int default 1 , drop column c , alter d type text using d :: text",
        "grant select , insert on t to alice , bob with grant option", "comment on table t is 'a ; b'",
        "create trigger g before insert or update of a on t for each row when ( new . a > 1 ) execute function f ( )",
        "create policy p on t for select using ( a = current_user )", "set search_path to a , b", "begin")
    case 5:
      any("explain analyze", "explain ( verbose , costs off )", "create view v as", "create table t as")
      query(2)
    case 6:
      any("merge into t using s on t . a = s . a when matched and s . b then update set a = 1 , b = default")
      any("when not matched then insert ( a , b ) values ( 1 , 2 )", "when not matched then do nothing")
    default:
      if chance(30) { with() }
      query(3)
    }
  }

  private mutating func with() {
    any("with", "with recursive")
    list(2) { writer in
      writer.any("w1", "w2 ( a , b )")
      writer.any("as", "as materialized", "as not materialized")
      writer.parens { $0.query(1) }
    }
  }

  private mutating func query(_ depth: Int) {
    any("select", "select distinct", "select distinct on ( a )", "select all")
    list(4) { writer in
      writer.expression(depth)
      if writer.chance(40) { writer.any("as x", "y", "as \"Z z\"") }
    }
    if chance(85) {
      words.append("from")
      source(depth)
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        any("join", "left join", "full outer join", "inner join")
        source(depth)
        if chance(70) {
          words.append("on")
          condition(depth)
        } else {
          any("using ( a )")
        }
      }
      if chance(20) { any("cross join u", ", v", "natural join z") }
    }
    if chance(60) {
      words.append("where")
      condition(depth)
    }
    if chance(30) { any("group by 1 , 2", "group by rollup ( a , b ) , c", "group by grouping sets ( ( a ) , ( ) )") }
    if chance(15) { any("having count ( * ) > 1") }
    if chance(10) { any("window w as ( partition by a order by b rows between unbounded preceding and current row )") }
    if depth > 0, chance(15) {
      any("union", "union all", "except", "intersect all")
      query(depth - 1)
    } else {
      if chance(40) { any("order by 1 desc nulls last , a", "order by a using <") }
      if chance(30) { any("limit 10", "limit all offset 3", "fetch first 2 rows with ties", "fetch first row only") }
      if chance(8) { any("for update of t skip locked", "for no key update nowait") }
    }
  }

  private mutating func source(_ depth: Int) {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0 where depth > 0:
      if chance(50) { words.append("lateral") }
      parens { $0.query(depth - 1) }
      words.append("s")
    case 1: any("generate_series ( 1 , 10 ) as g ( i )", "f ( a , b => 2 ) with ordinality as o ( x , n )")
    case 2:
      any("app . t as t1 tablesample bernoulli ( 5 )", "only t", "( values ( 1 , 2 ) , ( 3 , 4 ) ) as v ( a , b )")
    default: any("t", "t as a", "app . orders o", "\"Mixed Case\" m")
    }
  }

  private mutating func condition(_ depth: Int) {
    expression(depth)
    any(
      "= 1", "<> 'x'", "is null", "is not distinct from b", "between 1 and 2 + 3", "like 'a%' escape '!'",
      "in ( 1 , 2 , 3 )")
    if chance(40) {
      any("and", "or", "and not")
      if depth > 0, chance(30) {
        any("exists")
        parens { $0.query(depth - 1) }
      } else {
        parens { $0.condition(max(0, depth - 1)) }
      }
    }
  }

  private mutating func expression(_ depth: Int) {
    switch Int.random(in: 0..<14, using: &generator) {
    case 0 where depth > 0: parens { $0.query(depth - 1) }
    case 1 where depth > 0:
      any("case when", "case a when")
      expression(depth - 1)
      any("then 1 else - 2 end", "then 'a' end", "then null when 3 then 4 else 5 end")
    case 2 where depth > 0:
      any("coalesce (", "f (", "app . g (", "greatest (")
      list(3) { $0.expression(depth - 1) }
      words.append(")")
    case 3:
      any(
        "count ( * ) filter ( where a > 1 )", "sum ( x ) over ( partition by a , b order by c desc )", "rank ( ) over w"
      )
    case 4: any("array_agg ( distinct a order by b , c )", "percentile_cont ( 0.5 ) within group ( order by x )")
    case 5: any("array [ 1 , 2 ] [ 1 ]", "a [ 1 : 2 ]", "row ( 1 , 2 )", "( t ) . a", "t . *")
    case 6:
      any(
        "extract ( year from d )", "substring ( a from 1 for 2 )", "trim ( both 'x' from a )", "position ( 'a' in b )")
    case 7:
      any(
        "cast ( a as numeric ( 10 , 2 ) )", "a :: timestamp ( 3 ) with time zone", "interval '1 day'",
        "x at time zone 'utc'")
    case 8:
      any(
        "- - a", "- 1 + - 2", "@ - 5", "a || 'it''s' || E'\\n' || $tag$ b ; c $tag$", "a operator ( pg_catalog . + ) b",
        "not a")
    case 9:
      any(
        "U&'d\\0061t' uescape '!'", "B'1' || X'1F'", "1e5 * .5 / 2.", "a -> 'b' ->> 'c' #> '{d}'", "$1",
        "any ( array [ 1 ] ) = a")
    default: any("a", "t . b", "1", "'text'", "null", "\"Quoted\" . c", "current_date", "type", "name", "value", "key")
    }
  }

  private mutating func insert() {
    any("insert into t", "insert into app . t as x ( a , b , \"C\" )", "insert into t ( a ) overriding system value")
    if chance(50) {
      words.append("values")
      list(3) { $0.parens { writer in writer.list(3) { $0.expression(1) } } }
    } else {
      query(1)
    }
    if chance(30) {
      any("on conflict ( a ) do update set b = excluded . b , c = 2 where t . a > 1", "on conflict do nothing")
    }
    if chance(20) { any("returning *", "returning a , b as c") }
  }

  private mutating func update() {
    any("update t", "update only t as x")
    words.append("set")
    list(2) { writer in
      writer.any("a =", "b =")
      writer.expression(1)
    }
    if chance(30) { any("from u , v where u . a = v . a") }
  }

  private mutating func createTable() {
    any("create table", "create temp table if not exists", "create unlogged table")
    words.append("t")
    parens { writer in
      writer.list(4) {
        $0.any(
          "a int primary key", "b text not null default 'x , y' check ( b <> '' )",
          "c numeric ( 10 , 2 ) references u ( id ) on delete cascade",
          "unique ( a , b )", "constraint k foreign key ( a ) references u ( a ) deferrable initially deferred",
          "d bigint generated always as identity ( start 1 )", "exclude using gist ( a with && )")
      }
    }
    if chance(20) { any("partition by range ( a )", "with ( fillfactor = 70 )") }
  }
}

extension String {
  fileprivate subscript(place: Int) -> UInt8 { Array(utf8)[place] }
}
