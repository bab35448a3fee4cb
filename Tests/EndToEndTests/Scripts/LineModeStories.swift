import Glibc
import Platform
import Postgres
import TestSupport
import Testing

struct LineModeStories {
  private let home = TemporaryDirectory()

  private func perch(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws
    -> ProgramRun
  {
    try ProgramRun(arguments, home: home.path, input: input, environment: environment)
  }

  private var conninfo: String {
    get throws { try PrivateServer.shared.get().settings().description }
  }

  private static let query = """
    select g as id, md5(g::text) as "Hash", nullif(g, 2) as "n", case when g = 2 then E'two\\nlines' else 'ä"x,|' end as t, \
    g::numeric / 3 as ratio, g = 1 as flag from generate_series(1, 3) g
    """

  @Test(arguments: [
    [], ["-A"], ["-t"], ["-At"], ["--csv"], ["--csv", "-t"], ["-x"], ["-x", "-t"], ["-A", "-x"], ["-A", "-F", ";"],
    ["-A", "-R", "#"], ["-P", "null=NIL"], ["-q"], ["-e"], ["-A", "-0"], ["-A", "-z", "-t"], ["--csv", "-x"], ["-H"],
    ["-H", "-x"], ["-P", "border=0"], ["-P", "border=2"], ["-x", "-P", "border=0"], ["-x", "-P", "border=2"],
    ["-P", "footer=off"],
  ]) func `Rows look as psql writes them`(options: [String]) throws {
    let psql = try LocalServer(dataHome: "/nonexistent").programsDirectory() + "/psql"
    // Names are as wide as the title of a record: psql before 15.20 did not enclose it in the outer border.
    let statements = [
      "-c", Self.query, "-c", "create temp table t (a int)", "-c", "select * from t", "-c", "select 1 where false",
      "-c", "select", "-c", "insert into t values (1), (2) returning a as wider_than_titles", "-c", "explain select 1",
      "-c",
      "select E'a\\tb' as tab, E'c\\rd' as \"return\", '日本' as wide, E'\\x01' as control, ' <&>' as marks, null as none",
    ]
    let own = try perch(options + statements + [conninfo])
    let peer = try ProgramRun(
      ["-X"] + options + statements + [conninfo], program: psql, home: home.path)
    #expect(own.output == peer.output)
    #expect(own.code == peer.code)
  }

  @Test(arguments: [
    ("json", "[\n{\"a\":1,\"b\":\"x'\\\"y\\n\",\"c\":true,\"d\":{\"k\": [1]},\"e\":null,\"f\":\"NaN\"}\n]\n"),
    ("ndjson", "{\"a\":1,\"b\":\"x'\\\"y\\n\",\"c\":true,\"d\":{\"k\": [1]},\"e\":null,\"f\":\"NaN\"}\n"),
    ("tsv", "a\tb\tc\td\te\tf\n1\tx'\"y\\n\tt\t{\"k\": [1]}\t\\N\tNaN\n"),
    (
      "insert",
      "INSERT INTO result (\"a\", \"b\", \"c\", \"d\", \"e\", \"f\") VALUES (1, 'x''\"y\n', 't', '{\"k\": [1]}', NULL, 'NaN');\n"
    ),
  ]) func `Other formats keep values and types`(format: String, expected: String) throws {
    let sql = "select 1 as a, E'x''\"y\\n' as b, true as c, '{\"k\": [1]}'::jsonb as d, null as e, 'NaN'::float8 as f"
    #expect(try perch(["--format", format, "-c", sql, conninfo]).output == expected)
  }

  @Test func `Variables reach the statements of scripts and nothing that is quoted`() throws {
    let script = """
      select :n + 1, :'t', ':n', :"c", nine::text, 7::int -- :n
      from (select 8 as "my c", 9 as nine) s;
      """
    let run = try perch(["-At", "-v", "n=41", "-v", "t=it's", "-v", "c=my c", conninfo], input: script)
    #expect(run.errors == "")
    #expect(run.output == "42|it's|:n|8|9|7\n")
    #expect(try perch(["-At", "-v", "n=1", conninfo], input: "select :other").errors.contains("syntax error"))
  }

  @Test func `What psql can and Perch cannot is refused, not passed over`() throws {
    let run = try perch(["-At", conninfo], input: "select 1;\n\\d users\nselect 2;\n")
    #expect(run.output == "1\n2\n")
    #expect(run.errors == "perch:<stdin>:2: ERROR:  \\d is not available here: scripts hold SQL only\n")
    #expect(try perch(["-At", "-S", "-c", "select 1", conninfo]).output == "1\n")
  }

  @Test func `Scripts are cut as psql cuts them, also where they change how strings are read or join statements`()
    throws
  {
    let script = #"""
      set escape_string_warning = off;
      select 'a\'; select 'one;two';
      set standard_conforming_strings = off; select 'b\';
      select 'c\'; select 2;';
      begin; set local standard_conforming_strings = on;
      select 'd\';
      rollback;
      select 'e\';', N'\';';
      set standard_conforming_strings to banana; select 'f\';';
      select 1\; select 'g\';'\; values (1), (2);
      select set_config('standard_conforming_strings', 'on', false); select 'h\';' as x
      , 'i\';
      create temp table t (a text); copy t from stdin; select 'j\' from t;
      one
      \.
      select 'k\'\; select nothing\; select 3;
      select 'l' \g
      """# + "\n"
    let psql = try LocalServer(dataHome: "/nonexistent").programsDirectory() + "/psql"
    let own = try perch(["-At", conninfo], input: script)
    let peer = try ProgramRun(["-X", "-At", conninfo], program: psql, home: home.path, input: script)
    #expect(own.output == peer.output)
    func headlines(_ errors: String) -> [String] {
      errors.split(separator: "\n").filter { $0.contains("ERROR:") }.map(String.init)
    }
    #expect(headlines(own.errors).count == 4)
    for (mine, psqls) in zip(headlines(own.errors), headlines(peer.errors)) {
      #expect(mine.contains(psqls.split(separator: ";")[0]))
    }
    #expect(own.output.contains("k\\\n") && own.output.hasSuffix("l\n"))
  }

  @Test func `A statement that is not UTF-8 is refused, and no other character sent in its place`() throws {
    let script = home.path + "/latin1.sql"
    let file = open(script, O_WRONLY | O_CREAT, 0o600)
    let bytes = Array("select 1;\nselect '".utf8) + [0xE4] + Array("';\nselect 'ä';\n".utf8)
    #expect(write(file, bytes, bytes.count) == bytes.count)
    close(file)
    let run = try perch(["-At", "-f", script, conninfo])
    #expect(run.output == "1\nä\n")
    #expect(run.errors == "perch:\(script):2: ERROR:  the statement is not UTF-8: iconv converts scripts\n")
  }

  @Test(arguments: [
    "select 1 as a \\gset", "select 1 \\gexec", "select 1 \\g file", "\\if true", "select 1 \\echo x\n;",
  ])
  func `Commands of psql behind or in a statement are refused by name`(script: String) throws {
    let name = String(script.drop { $0 != "\\" }.prefix { $0 > " " })
    let run = try perch(["-At", conninfo], input: script + "\nselect 2;\n")
    #expect(run.errors.contains("ERROR:  \(name) is not available here: scripts hold SQL only\n"))
    #expect(run.output == "2\n")
  }

  @Test func `A failed command tells the place and ends with 1`() throws {
    let run = try perch(["-c", "select 'ä', nothing from nowhere", conninfo])
    #expect(
      run.errors
        == "ERROR:  relation \"nowhere\" does not exist\nLINE 1: select 'ä', nothing from nowhere\n                                 ^\n"
    )
    #expect(run.output.isEmpty)
    #expect(run.code == 1)
  }

  @Test func `A script goes on after an error, unless told to stop`() throws {
    let script = "select 1 as a;\nselec 2;\nselect 3 as c;\n"
    let on = try perch(["-At", conninfo], input: script)
    #expect(on.output == "1\n3\n")
    #expect(on.errors.hasPrefix("perch:<stdin>:2: ERROR:  syntax error"))
    #expect(on.code == 0)
    let stopped = try perch(["-At", "-v", "ON_ERROR_STOP=1", conninfo], input: script)
    #expect(stopped.output == "1\n")
    #expect(stopped.code == 3)
  }

  @Test func `Several statements of one command are one transaction`() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute("create table t (a int)")
    let run = try perch(["-c", "insert into t values (1); select 1/0", settings.description])
    #expect(run.code == 1)
    #expect(try perch(["-At", "-c", "select count(*) from t", settings.description]).output == "0\n")
  }

  @Test func `What cannot be reached, understood or written is one sentence and a fitting code`() throws {
    let bogus = try perch(["--bogus"])
    #expect(bogus.code == 64)
    #expect(bogus.errors == "perch: unknown option \"--bogus\"; perch --help lists them\n")
    let unreachable = try perch(["-c", "select 1", "host=/nonexistent"])
    #expect(unreachable.code == 2)
    #expect(unreachable.errors.contains("connection to server on socket \"/nonexistent/.s.PGSQL.5432\" failed"))
    let missing = try perch(["-c", "select 1", "\(conninfo) dbname=no_such_database"])
    #expect(missing.code == 2)
    #expect(missing.errors.contains("database \"no_such_database\" does not exist"))
    let file = try perch(["-f", "/nonexistent.sql", conninfo])
    #expect(file.code == 1)
    #expect(file.errors == "perch: /nonexistent.sql: No such file or directory\n")
    let full = try perch(["-o", "/dev/full", "-c", "select 1", conninfo])
    #expect(full.code == 1)
    #expect(full.errors == "perch: /dev/full: No space left on device\n")
  }

  @Test func `A password in a broken connection string is never shown`() throws {
    let run = try perch(["-c", "select 1", "postgresql://ada:hunter2@host:port/db?x=hunter2"])
    #expect(run.code == 2)
    #expect(!run.errors.contains("hunter2"))
    #expect(run.errors.contains("invalid integer value \"port\""))
  }

  @Test func `Reading can be limited, timed and kept from writing`() throws {
    for (quiet, told) in [([], "perch: there are more than these 3 rows (--limit)\n"), (["-q"], "")] {
      let cut = try perch(quiet + ["-At", "--limit", "3", "-c", "select generate_series(1, 1000000)", conninfo])
      #expect(cut.output == "1\n2\n3\n" && cut.errors == told && cut.code == 0)
    }
    #expect(try perch(["-At", "--limit", "3", "-c", "select generate_series(1, 3)", conninfo]).errors == "")
    let slow = try perch(["--timeout", "0.1", "-c", "select pg_sleep(30)", conninfo])
    #expect(slow.code == 1)
    #expect(slow.errors.contains("statement timeout"))
    let write = try perch(["--read-only", "-c", "create table nope (a int)", conninfo])
    #expect(write.errors.contains("read-only transaction"))
  }

  @Test func `A home that cannot be written to is named`() throws {
    let run = try perch(["tenants", "list"], environment: ["PERCH_HOME": "/proc/perch"])
    #expect(run.code == 1)
    #expect(run.errors.hasPrefix("perch: /proc/perch"))
  }

  @Test func `The platform answers to scripts`() throws {
    let home = TemporaryDirectory()
    defer { try? LocalServer(dataHome: home.path).destroy() }
    func perch(_ arguments: String...) throws -> ProgramRun { try ProgramRun(arguments, home: home.path) }
    #expect(try perch("-At", "-c", "select count(*) > 0 from plans").output == "t\n")
    #expect(try perch("branches", "create", "acme/try").code == 0)
    #expect(try perch("--branch", "try", "-c", "delete from plans where false; create table x (a int)").code == 0)
    #expect(try perch("-c", "select * from x").code == 1)
    #expect(
      try perch("branches", "list", "acme", "--format", "json").output.contains(
        "\"name\":\"try\",\"parent\":\"main\",\"state\":\"ready\""))
    #expect(try perch("branches", "delete", "acme/try").code == 64)
    #expect(try perch("branches", "delete", "acme/try", "--yes").code == 0)
    #expect(try perch("tenants", "show", "nobody").errors == "perch: there is no tenant \"nobody\"\n")
    #expect(try perch("platform", "status").output.contains("running"))
    let uri = try perch("connect", "acme").output
    #expect(uri.hasPrefix("postgresql://acme@/acme?"))
    #expect(try perch("-At", "-c", "select current_user", String(uri.dropLast())).output == "acme\n")
  }

  @Test(arguments: [
    (["-S"], "select 1\nselect (2,\n3)\nselect 'a\nb' -- c\n\nselect 4; select 5\n", ""),
    (["-s", "-c", "select 1", "-c", "select 2", "-c", "select 3"], "\nx\n\n", ""),
    (["-L", "LOG", "-c", "select 1 as a", "-c", "selec", "-c", "create temp table t ()"], "", "LOG"),
  ]) func `Single lines, single steps and the log are psql's`(options: [String], input: String, log: String) throws {
    let psql = try LocalServer(dataHome: "/nonexistent").programsDirectory() + "/psql"
    var seen: [[String?]] = []
    for program in [PseudoTerminal.perch, psql] {
      let home = TemporaryDirectory()
      let words = options.map { $0 == "LOG" ? home.path + "/LOG" : $0 }
      let run = try ProgramRun(["-X"] + words + [conninfo], program: program, home: home.path, input: input)
      seen.append([run.output, "\(run.code)", log.isEmpty ? nil : home.text(of: log)])
    }
    #expect(seen[0] == seen[1])
  }
}
