import SQLText
import Testing

struct AllowedValuesTests {
  @Test(arguments: [
    "status in ('open', 'it''s paid')", "(status = ANY (ARRAY['open'::text, 'it''s paid'::text]))",
    "((status)::text = ANY ((ARRAY['open'::character varying, 'it''s paid'::character varying])::text[]))",
    "((status = 'open'::text) OR (status = 'it''s paid'::text))",
    "check (status is null or status in ('open', 'it''s paid'))", "\"status\" IN ('open'::varchar(10), 'it''s paid')",
  ]) func `A list of texts is read however it is written`(check: String) throws {
    let allowed = try #require(AllowedValues(check: check))
    #expect(allowed.column == "status")
    #expect(allowed.texts == ["open", "it's paid"])
  }

  @Test(arguments: [
    "total > 0", "status not in ('a', 'b')", "lower(status) in ('a', 'b')", "status = 'a' and length(status) = 1",
    "a = 'x' or b = 'y'", "status <> all (array['a'])", "status in ('a', other)", "status = E'a\\n'", "status ~ '^a'",
    "status is null", "", "(", "status in (", "status in ('a' 'b',)", "rating in (1, 2)", "(a = 'x') = b",
  ]) func `What says anything else lists nothing`(check: String) {
    #expect(AllowedValues(check: check) == nil)
  }
}
