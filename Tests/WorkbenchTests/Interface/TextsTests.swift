import Testing
import Workbench

struct TextsTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1, "-1"), (-1234, "-1,234"),
    (100_000, "100,000"), (Int.max, "9,223,372,036,854,775,807"),
  ]) func `Numbers are grouped by thousands`(number: Int, text: String) {
    #expect(grouped(number) == text)
  }

  @Test(arguments: [
    (0, "0 ms"), (0.0004, "0 ms"), (0.012, "12 ms"), (0.9994, "999 ms"), (0.9996, "1.0 s"), (1.25, "1.3 s"),
    (59.94, "59.9 s"), (59.96, "1 min 00 s"), (125, "2 min 05 s"), (3600, "60 min 00 s"),
  ]) func `Durations are as exact as one can read`(seconds: Double, text: String) {
    #expect(duration(seconds) == text)
  }

  @Test(arguments: [
    (Int64(0), "0 B"), (1023, "1023 B"), (1024, "1.0 kB"), (1536, "1.5 kB"), (8_500_000, "8.1 MB"),
    (3 << 30, "3.0 GB"), (5 << 40, "5.0 TB"),
  ]) func `Sizes have the unit that fits`(bytes: Int64, text: String) {
    #expect(byteSize(bytes) == text)
  }

  @Test(arguments: [
    (604_797.0, "expires in 7 d"), (3598.0, "expires in 1 h"), (5400.0, "expires in 2 h"), (90.0, "expires in 2 min"),
    (20.0, "expires in a moment"), (-1.0, "expired"),
  ]) func `What is left of a time is told to the nearest unit`(seconds: Double, text: String) {
    #expect(expiryText(seconds) == text)
  }

  @Test(arguments: [
    (-5, "just now"), (0, "just now"), (61, "1 min"), (7200, "2 h"), (86_400 * 3, "3 d"),
  ]) func `Ages are told in the largest unit`(seconds: Double, text: String) {
    #expect(age(seconds) == text)
  }
}
