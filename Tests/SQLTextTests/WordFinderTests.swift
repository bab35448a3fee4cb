import SQLText
import Testing

struct WordFinderTests {
  @Test(arguments: [
    ("DELETE from t", true), ("with x as (dElEtE from t) select 1", true), ("select drop_date from t", true),
    ("select 1", false), ("delet", false), ("", false), ("selectdelete", true), ("ü drop", true), ("d-lete", false),
  ]) func `A word is found in any case and place`(text: String, isThere: Bool) {
    #expect(WordFinder("delete", "drop").isAny(in: text) == isThere)
  }
}
