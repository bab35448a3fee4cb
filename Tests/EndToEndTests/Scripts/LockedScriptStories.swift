import Database
import Platform
import Postgres
import TestSupport
import Testing

/// Scripts on production and protected targets: read-only by the server, unless the command line names them.
struct LockedScriptStories {
  private let home = TemporaryDirectory()
  private let database: ConnectionSettings
  private var name: String { database["dbname"] ?? "" }

  init() throws {
    database = try PrivateServer.shared.get().makeDatabase()
    try Connection(database).execute("create table t (n int); insert into t values (1)")
    home.write("production = [\"\(database["dbname"] ?? "")\"]\n", to: "config.toml")
  }

  private func perch(_ arguments: String..., input: String = "") throws -> ProgramRun {
    try ProgramRun(arguments + [database.description], home: home.path, input: input)
  }

  private var count: String {
    get throws { try Connection(database).execute("select count(*) from t").text(row: 0, column: 0) ?? "" }
  }

  @Test func `A production database is read and not written, until its name is given`() throws {
    #expect(try perch("-Atc", "select count(*) from t").output == "1\n")
    let refused = try perch("-c", "insert into t values (2)")
    #expect(refused.code == 1 && refused.errors.contains("cannot execute INSERT in a read-only transaction"))
    #expect(refused.errors.contains("HINT:  \(name) is production: --unlock \(name) lets a script write to it.\n"))
    let other = try perch("--unlock", "staging", "-c", "insert into t values (3)")
    #expect(other.code == 64)
    #expect(other.errors == "perch: --unlock staging: the target is \(name); nothing was run\n")
    #expect(try count == "1")
    #expect(try perch("--unlock", name, "-qc", "insert into t values (4)").code == 0)
    #expect(try count == "2")
  }

  @Test(arguments: [
    "insert into t values (2)", "set default_transaction_read_only = off", "/* c */ begin read write", "discard all",
    "select 1 as a \\; reset all",
    "select set_config('default_transaction_read_only', 'off', false)", "reset all",
    "do $$ begin set default_transaction_read_only = off; end $$",
    "do $$ begin execute 'set default_transaction_read' || '_only = off'; end $$ \\; commit \\; insert into t values (8)",
    "alter system set work_mem = '4MB'",
    "do $$ begin execute 'set default_transaction_read' || '_only = off'; commit; insert into t values (7); end $$",
  ]) func `A script stops where it would write or unlock itself, and says what was not run`(statement: String) throws {
    let run = try perch(
      "-Atf", "-", input: "select 'before';\n\(statement);\ninsert into t values (9);\nselect 'after';\n")
    #expect(run.code == 3 && run.output == "before\n", "\(run.output)\(run.errors)")
    #expect(run.errors.contains("--unlock \(name)") && run.errors.contains("what comes behind line 2 was not run"))
    #expect(try count == "1")
  }

  @Test func `A block that hides what it sets lets nothing behind it write, and one that only reads runs`() throws {
    let hidden = "do $$ begin execute 'set default_transaction_read' || '_only = off'; end $$"
    let run = try perch("-Atf", "-", input: "\(hidden);\ninsert into t values (9);\n")
    #expect(run.code == 3 && run.errors.contains("cannot execute INSERT in a read-only transaction"), "\(run.errors)")
    #expect(try count == "1")
    let reading = "do $$ begin perform count(*) from t; raise notice 'seen'; end $$"
    let read = try perch("-f", "-", input: "\(reading);\nselect 1;\n")
    #expect(read.code == 0 && read.errors.contains("NOTICE:  seen"), "\(read.errors)")
  }

  @Test(arguments: [
    "select lo_create(0)", "select lo_from_bytea(0, 'x')", "select made from objects", "select make()",
    "values (make())", "explain analyze select make()", "with a as (select make()) select * from a",
    "prepare p as select make(); execute p", #"select U&"lo\005fcreate"(0)"#, "begin; select make(); commit",
    "select query_to_xml('select lo_create(0)', true, true, '')", "call make_one()",
    "do $$ begin perform lo_create(0); end $$", "do $$ begin execute 'select lo_cre' || 'ate(0)'; end $$",
    "copy t to program 'true'", "copy (select make()) to stdout", "select pg_notify('a', 'b')", "notify a", "vacuum t",
    "analyze t",
    "select pg_catalog.pg_terminate_backend(0)", "select pg_create_restore_point('x')",
    "select 1 \\; select lo_create(0)",
  ]) func `What a read-only transaction does not stop is refused too`(statement: String) throws {
    try Connection(database).execute(
      """
      create view objects as select lo_create(0) as made;
      create function make() returns oid stable language sql as 'select lo_create(0)';
      create procedure make_one() language plpgsql as 'begin perform make(); end'
      """)
    let objects = {
      try Connection(database).execute("select count(*) from pg_largeobject_metadata").text(row: 0, column: 0)
    }
    let run = try perch("-Atf", "-", input: "\(statement);\nselect 'after';\n")
    #expect(run.code == 3 && !run.output.contains("after") && run.errors.contains("--unlock \(name)"), "\(run.errors)")
    #expect(try objects() == "0")
    home.write("", to: "config.toml")
    let unlocked = try perch("--read-only", "-vON_ERROR_STOP=1", "-Atf", "-", input: "\(statement);\n")
    #expect(unlocked.code == 3, "\(unlocked.errors)")
    #expect(try objects() == "0")
  }

  @Test(arguments: [
    "select count(*) from t", "copy t to stdout", "begin; select 1; commit", "select txid_current() > 0",
    "begin; select txid_current() > 0; commit", "explain select lo_create(0)", "listen a", "show work_mem",
    "select counted()", "copy (select counted()) to stdout",
  ]) func `What only reads is not refused`(statement: String) throws {
    try Connection(database).execute(
      "create function counted() returns bigint language sql as 'select count(*) from t'")
    let run = try perch("-Atf", "-", input: "\(statement);\nselect 'after';\n")
    #expect(run.code == 0 && run.output.hasSuffix("after\n"), "\(run.errors)")
  }

  @Test func `One transaction, and one command of several, is rolled back as a whole`() throws {
    for words in [
      ["-1", "-c", "select 1", "-c", "insert into t values (2)"], ["-c", "select 1; insert into t values (2)"],
    ] {
      let run = try ProgramRun(words + [database.description], home: home.path)
      #expect(run.code == 1 && run.errors.contains("HINT:  \(name) is production"))
    }
    #expect(try count == "1")
  }

  @Test func `What may go is told from what is asked for`() throws {
    #expect(try perch("--unlock", name, "--read-only", "-c", "select 1").errors.contains("contradict each other"))
    home.write("production = [\"elsewhere*\"]\n", to: "config.toml")
    #expect(try perch("-qc", "insert into t values (2)", "-c", "set default_transaction_read_only = off").code == 0)
    #expect(try perch("--unlock", name, "-qc", "insert into t values (3)").code == 0)
    #expect(try count == "3")
    home.write("production = 1\n", to: "config.toml")
    let broken = try perch("-c", "insert into t values (4)")
    #expect(broken.code == 1 && broken.errors.contains("config.toml:1:") && broken.errors.contains("list of texts"))
    #expect(try count == "3", "what is production is not known")
  }

  @Test func `A pool that keeps no settings leads no script to production`() throws {
    let pool = PoolingProxy(to: database["host"] ?? "")
    let pooled = database.with("host", pool.directory.path)
    let run = try ProgramRun(["-c", "select 1", pooled.description], home: home.path)
    #expect(run.code == 64 && run.errors.contains("does not keep a session read-only"), "\(run.errors)")
    let unlocked = try ProgramRun(["--unlock", name, "-Atc", "select 1", pooled.description], home: home.path)
    #expect(unlocked.code == 0 && unlocked.output == "1\n", "\(unlocked.errors)")
  }
}
