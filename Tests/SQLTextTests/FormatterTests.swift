import SQLText
import Testing

@Suite struct FormatterTests {
  private func format(_ text: String, _ change: (inout FormatOptions) -> Void = { _ in }) -> String {
    var options = FormatOptions()
    change(&options)
    return String(decoding: Formatter.format(Array(text.utf8), options), as: UTF8.self)
  }

  @Test func `A short query stays on one line`() {
    #expect(format("SELECT a,b FROM t WHERE x=1") == "select a, b from t where x = 1\n")
  }

  @Test(arguments: ["select a, b -- c\n,", "select a, b) -- c\n,", "select f(a, b -- c\n,", "select a, b -- c\n, d"])
  func `A comment in front of a comma leaves nothing to lay out a second time`(text: String) {
    let once = format(text)
    #expect(format(once) == once)
  }

  @Test func `Comments behind a semicolon stay there, however many, and also where one came from before it`() {
    let once = format("do /* a */; /* b */ /* c */ select 1")
    #expect(once == "do; /* a */ /* b */ /* c */\nselect 1\n")
    #expect(format(once) == once)
  }

  @Test func `The clauses of a long query go under each other`() {
    let text = """
      select o.id,c.name as customer_name,sum(o.total) from orders o left join customers c on c.id=o.customer_id
      where o.state='open' and c.country in ('de','at') group by 1,2 order by 3 desc
      """
    #expect(
      format(text) == """
        select o.id, c.name as customer_name, sum(o.total)
        from orders o
          left join customers c on c.id = o.customer_id
        where o.state = 'open' and c.country in ('de', 'at')
        group by 1, 2
        order by 3 desc

        """)
  }

  @Test func `Subqueries are a step in from the line that opens them`() {
    let text = """
      select * from a join lateral (select b.x from b where b.y = a.y order by b.z limit 1) s on true where a.id in \
      (select id from c where c.name like 'something quite long' and c.more = 'even longer than that')
      """
    #expect(
      format(text) == """
        select *
        from a
          join lateral (select b.x from b where b.y = a.y order by b.z limit 1) s on true
        where a.id in (
          select id
          from c
          where c.name like 'something quite long' and c.more = 'even longer than that'
        )

        """)
  }

  @Test func `In the river layout first words end in one column`() {
    let text =
      "select a, b from t join u on u.id = t.id and u.kind = 'x' where t.a between 1 and 2 and b or c order by 1"
    #expect(
      format(text) {
        $0.layout = .river
        $0.keywordCase = .upper
        $0.width = 50
      } == """
        SELECT a, b
          FROM t
          JOIN u ON u.id = t.id AND u.kind = 'x'
         WHERE t.a BETWEEN 1 AND 2 AND b OR c
         ORDER BY 1

        """)
  }

  @Test func `Leading commas begin their lines`() {
    #expect(
      format("select aaaaaaaaaaaaaaaaaaaaaaaa, -- one\nbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb from t") { $0.commas = .leading }
        == "select\n  aaaaaaaaaaaaaaaaaaaaaaaa -- one\n  , bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\nfrom t\n")
  }

  @Test(arguments: [
    ("select -1, - -1, a - 1, a* -b, @ -5", "select -1, - -1, a - 1, a * -b, @ -5"),
    ("select count (*), t . *, a [ 1 : 2 ], x :: int, f ( )", "select count(*), t.*, a[1 : 2], x::int, f()"),
    ("select a[1:2], :name, :'v', x=>1, y:=2", "select a[1:2], :name, :'v', x => 1, y := 2"),
    ("insert into t(a) values(1)", "insert into t (a) values (1)"),
    ("select * from a where x is distinct from y", "select * from a where x is distinct from y"),
    ("select extract(day from x), trim(both 'a' from b)", "select extract(day from x), trim(both 'a' from b)"),
    ("select left(a,1) from b left join c using(d)", "select left(a, 1) from b left join c using (d)"),
    ("delete from a using b where a.x=b.x", "delete from a using b where a.x = b.x"),
    ("select $$ A  B $$, 'C  D', \"E  F\"", "select $$ A  B $$, 'C  D', \"E  F\""),
    ("SELECT Name FROM Users", "select Name from Users"), ("select 'a'\n  'b'", "select\n  'a'\n  'b'"),
    ("select 1a", "select 1a"), ("select a.b%type", "select a.b % type"),
  ])
  func `Space goes where readers expect it`(text: String, formatted: String) {
    #expect(format(text) == formatted + "\n")
  }

  @Test func `Comments stay with what they are about`() {
    let text = """
      /* head */
      select a -- first
      , b, -- second
      /* third */ c
      -- on its own
      from t -- last
      ;

      -- between


      select 2; /* behind */
      """
    #expect(
      format(text) == """
        /* head */
        select
          a, -- first
          b, -- second
          /* third */ c
        -- on its own
        from t; -- last

        -- between

        select 2; /* behind */

        """)
  }

  @Test(arguments: [
    "", "select (1", "select 'a", "select )) from", "case when end", "\u{0}\u{1}", "select /* a", "((((", "; ;;",
  ])
  func `Broken text is kept, token by token`(text: String) {
    let formatted = format(text)
    #expect(solid(formatted) == solid(text))
    #expect(format(formatted) == formatted)
  }

  @Test(arguments: ["values (1, -- c\n/* d */ ;", "values (1, -- c\n/* d */ ; -- e\n", "do (a; /* b */ ; /* c */"])
  func `A semicolon in a parenthesis that nothing closes leaves nothing to lay out a second time`(text: String) {
    let once = format(text) { $0.commas = .leading }
    #expect(format(once) { $0.commas = .leading } == once)
    #expect(solid(once) == solid(text))
  }

  @Test func `What stands behind COPY on its line stays there, for the next line is the first row`() {
    let text = "COPY   t FROM stdin; select   1; /* why */ select 2;\na\tb\n\\.\nselect   3\n"
    #expect(format(text) == "copy t from stdin; select   1; /* why */ select 2;\na\tb\n\\.\nselect 3\n")
  }

  @Test(arguments: [", a", ",", ", a, b from t", "create function f(a) returns t, b"])
  func `A comma that nothing stands before is laid out`(text: String) {
    var options = FormatOptions()
    options.commas = .leading
    let laidOut = Formatter.format(Array(text.utf8), options)
    #expect(
      Lexer.tokens(laidOut).filter { !$0.isTrivia }.count
        == Lexer.tokens(Array(text.utf8)).filter { !$0.isTrivia }.count)
  }

  @Test func `Commands of psql and the rows of COPY stay as they are`() {
    let text = "\\d   foo\ncopy t from stdin;\na\tb  c\n\\.\nselect   1 \\gx  \nselect   2\n"
    #expect(format(text) == "\\d   foo\ncopy t from stdin;\na\tb  c\n\\.\nselect   1 \\gx  \nselect 2\n")
  }

  @Test func `The cursor stays behind the same letter`() {
    let old = Array("select a,b from t".utf8)
    let new = Array("select\n  a,\n  b\nfrom t\n".utf8)
    #expect(Formatter.place(of: 9, from: old, in: new) == 11)
    #expect(Formatter.place(of: 0, from: old, in: new) == 0)
    #expect(Formatter.place(of: 17, from: old, in: new) == 22)
  }

  private func solid(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
