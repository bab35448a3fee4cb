import History
import Testing

struct RedactionTests {
  @Test(arguments: [
    "alter role ada password 'hunter2'",
    "CREATE USER ada WITH ENCRYPTED PASSWORD 'hunter2' LOGIN",
    "alter role ada password E'hunter2\\n'",
    "alter role ada password $$hunter2$$",
    "alter role ada password 'hunter2",
    "create user mapping for ada server s options (user 'ada', password 'hunter2')",
    "select dblink_connect('host=x password=hunter2 user=y')",
    "create subscription s connection 'host=x password=hunter2' publication p",
    "create subscription s connection 'postgresql://ada:hunter2@host/db' publication p",
    "select * from f('host=x password=''hunter2''')",
    "select pgp_sym_encrypt('data', 'hunter2')",
    "update users set hash = crypt('hunter2', gen_salt('bf'))",
    "-- postgres://ada:hunter2@host/db\nselect 1",
    "select http_get('x', token => 'hunter2')",
    "do $$ begin alter role ada password 'hunter2'; end $$",
    "do $x$ begin execute 'alter role ada password ''hunter2'''; end $x$",
    "do $x$ begin execute $y$alter role ada password 'hunter2'$y$; end $x$",
    "do $$ begin db_password := 'hunter2'; end $$",
    "select format('alter role %I password ''hunter2''', 'a')",
    "select E'alter role ada password \\'hunter2\\''",
    "select $$host=x password=hunter2$$",
    "-- alter role ada password 'hunter2'\nselect 1",
    "/* create user ada password 'hunter2' */ select 1",
    "alter role ada password -- new\n 'hunter2'",
    "alter role ada password 'a'\n'hunter2'",
    "alter server s options (set \"password\" 'hunter2')",
    "select set_config('app.password', 'hunter2', false)",
    "select jsonb_build_object('id', 1, 'password', 'hunter2')",
    "insert into t values ('{\"name\": \"ada\", \"password\": \"hunter2\"}')",
    "set app.secret to 'hunter2'",
    "select pgp_pub_decrypt(x, y, 'hunter2')",
    "\\connect postgres://ada:hunter2@host/db",
    // Read in both ways, for nobody knows which one was the server's.
    "alter role ada password 'a\\'hunter2'",
    "alter role ada password 'a\\'; alter role bob password 'hunter2'",
    "alter role ada password E'a\\'hunter2'",
    "alter role ada password 'a\\\\'; alter role bob password 'hunter2'",
    "select '\\'; alter role ada password 'hunter2'",
    "select '\\', crypt('hunter2', '\\')",
    "do $$ begin execute 'alter role ada password ''a\\''hunter2'''; end $$",
    "select E'alter role ada password \\'a\\\\\\'hunter2\\''",
    "create user mapping for ada server s options (user 'a\\', password 'hunter2')",
  ]) func `Secrets are taken out`(statement: String) {
    let clean = Redaction.redact(statement)
    #expect(!clean.contains("hunter2"))
    #expect(clean.contains("***"))
  }

  @Test(arguments: [
    "select 'napi_abcdefghijklmnop1234567890'", "select 'sbp_0123456789abcdef0123456789abcdef'",
    "set x = 'dop_v1_0123456789abcdef0123456789abcdef'",
  ]) func `API keys are taken out by their beginnings`(statement: String) {
    #expect(!Redaction.redact(statement).contains("0123456789"))
    #expect(!Redaction.redact(statement).contains("abcdefghij"))
  }

  @Test(arguments: [
    "select * from users where password is null", "select 'a', password, 'b' from users",
    "select 'postgresql://host/db', 'a@b:c'", "select token, 1 from t", "select $$password reset$$", "",
    "select 'it''s a forgotten password'", "select set_config('search_path', 'a, b', false)",
    "select 'password', 'b' where kind in ('token', 'c')", "do $$ begin perform f('it''s'); end $$",
    "-- Bob's password\nselect 'x'", "select U&'d\\0061t', E'it\\'s', B'01', 'open",
    "select 'a\\', 'b', 'c\\'", "select 'C:\\', e'\\'' || 'x'",
    "select jsonb_build_object('name', 'ada')", "/* open", "select $x$ open", "select '", "select 1 as \"",
  ]) func `Other statements stay as they are`(statement: String) {
    #expect(Redaction.redact(statement) == statement)
  }

  @Test(arguments: [
    (
      "do $$ begin execute 'alter role ada password ''hunter2'''; end $$",
      "do $$ begin execute 'alter role ada password ''***'''; end $$"
    ),
    ("alter role ada password 'a'\n'b' valid until 'x'", "alter role ada password '***' valid until 'x'"),
    ("select set_config('app.token', 'x', true), 'y'", "select set_config('app.token', '***', true), 'y'"),
    ("values ('{\"token\": \"x\", \"id\": 7}', 'y')", "values ('{\"token\": \"***\", \"id\": 7}', 'y')"),
    ("select f(password) , 'y'", "select f(password) , 'y'"),
  ]) func `What stands around a secret stays`(statement: String, expected: String) {
    #expect(Redaction.redact(statement) == expected)
  }
}
