import Testing
import TextUI

struct MouseEventTests {
  @Test(arguments: [
    ("0;1;1M", MouseEvent(.press(.left), at: Point(x: 0, y: 0))),
    ("2;300;12M", MouseEvent(.press(.right), at: Point(x: 299, y: 11))),
    ("0;3;4m", MouseEvent(.release, at: Point(x: 2, y: 3))),
    ("32;3;4M", MouseEvent(.drag(.left), at: Point(x: 2, y: 3))),
    ("64;3;4M", MouseEvent(.wheelUp, at: Point(x: 2, y: 3))),
    ("65;3;4M", MouseEvent(.wheelDown, at: Point(x: 2, y: 3))),
    ("20;3;4M", MouseEvent(.press(.left), at: Point(x: 2, y: 3), modifiers: [.shift, .control])),
  ])
  func `A report of the mouse is read as the terminal sends it`(text: String, event: MouseEvent) {
    #expect(MouseEvent(sgr: Array(text.utf8)) == event)
  }

  @Test(arguments: ["", "M", "0;1M", "0;0;1M", "0;1;1", "0;1;1;1M", "-1;1;1M", "35;5;5M", "99999999;1;1M", "128;1;1M"])
  func `What is no report, or tells nothing, is left out`(text: String) {
    #expect(MouseEvent(sgr: Array(text.utf8)) == nil)
  }
}
