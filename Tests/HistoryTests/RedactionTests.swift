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
  ]) func `Other statements stay as they are`(statement: String) {
    #expect(Redaction.redact(statement) == statement)
  }
}
