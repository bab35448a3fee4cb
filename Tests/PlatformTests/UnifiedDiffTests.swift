import Glibc
import Platform
import TestSupport
import Testing

@Suite struct UnifiedDiffTests {
  @Test func `What changed stands with three lines around it, changes that are near in one piece`() {
    let old = (1...20).map { "line \($0)" }
    var new = old
    new[1] = "second"
    new.remove(at: 4)
    new.insert("more", at: 17)
    let text = UnifiedDiff.text(
      from: old.joined(separator: "\n"), named: "a", to: new.joined(separator: "\n"), named: "b")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.prefix(5) == ["--- a", "+++ b", "@@ -1,8 +1,7 @@", " line 1", "-line 2"])
    #expect(lines.filter { $0.hasPrefix("@@") } == ["@@ -1,8 +1,7 @@", "@@ -16,5 +15,6 @@"])
    #expect(UnifiedDiff.text(from: "x", named: "a", to: "x", named: "b") == "")
  }

  @Test(.enabled(if: access("/usr/bin/patch", X_OK) == 0)) func `patch takes it`() throws {
    let directory = TemporaryDirectory()
    let (old, new) = ("a\nb\nc\n", "b\nx\nc\nd\n")
    directory.write(old, to: "text")
    directory.write(UnifiedDiff.text(from: old, named: "text", to: new, named: "text"), to: "text.diff")
    let run = try ProgramRun(
      ["-s", "text", "text.diff"], program: "/usr/bin/patch", home: directory.path, in: directory.path)
    #expect(directory.text(of: "text") == new, "\(run.errors)")
  }
}
