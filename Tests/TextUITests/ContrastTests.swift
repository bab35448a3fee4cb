import Testing
import TextUI

/// Text has to be readable: WCAG 2.1 AA asks for a contrast of 4.5, and of 3 for marks that are no text.
struct ContrastTests {
  /// Those that show the colours of the user's own terminal cannot be measured.
  private static let measured = EmbeddedFiles.themes.map(\.name).filter { $0 != "sixteen" && $0 != "monochrome" }

  /// Lines that only decorate are told apart by their shape.
  private static let decoration: Set<Theme.Role> = [.border, .gridRule]
  private static let marks: Set<Theme.Role> = [.borderFocused, .chart]

  private func rgb(_ color: Color) throws -> RGB {
    guard case .rgb(let red, let green, let blue) = color else { throw NotMeasurable(color: color) }
    return RGB(red, green, blue)
  }

  private struct NotMeasurable: Error { var color: Color }

  /// What a role is drawn on: its own ground, and that of the cursor's row for the parts of the grid.
  private func grounds(_ role: Theme.Role, _ theme: Theme) -> [Color] {
    let own = theme[role].background
    let isInRow = [.gridNull, .gridMark, .gridRowNumber, .gridCell].contains(role)
    return isInRow ? [own, theme[.gridCursorRow].background] : [own]
  }

  @Test(arguments: measured) func `Every text of a theme can be read`(name: String) throws {
    let theme = try #require(try EmbeddedFiles.theme(name))
    for role in Theme.Role.allCases where !Self.decoration.contains(role) {
      for ground in grounds(role, theme) {
        let contrast = RGB.contrast(try rgb(theme[role].foreground), try rgb(ground))
        #expect(contrast >= (Self.marks.contains(role) ? 3 : 4.5), "\(role.name): \(contrast)")
      }
    }
  }

  @Test(arguments: measured) func `It can still be read in 256 and in 16 colours`(name: String) throws {
    let theme = try #require(try EmbeddedFiles.theme(name))
    for role in Theme.Role.allCases where !Self.decoration.contains(role) {
      let (foreground, background) = (try rgb(theme[role].foreground), try rgb(theme[role].background))
      let wanted = Self.marks.contains(role) ? 3 : 4.5
      let ground = ColorTable.rgb(ColorTable.nearest256(background))
      let many = ColorTable.rgb(ColorTable.nearest256(foreground, on: ground, as: background))
      #expect(RGB.contrast(many, ground) >= wanted, "\(role.name) in 256 colours")
      for count in [16, 8] {
        let ground = ColorTable.nearest16(background, count: count)
        let few = ColorTable.nearest16(foreground, on: ground, count: count)
        #expect(
          RGB.contrast(ColorTable.rgb(few), ColorTable.rgb(ground)) >= 3, "\(role.name) in \(count) colours")
      }
    }
  }

  @Test func `Selected and focused things differ from others by more than colour, or by their ground`() throws {
    for name in EmbeddedFiles.themes.map(\.name) {
      let theme = try #require(try EmbeddedFiles.theme(name))
      for (marked, plain) in [
        (Theme.Role.popupSelected, Theme.Role.popup), (.gridCursor, .gridCell), (.treeSelected, .treeItem),
        (.selection, .text), (.tabActive, .tabInactive),
      ] {
        let differs =
          theme[marked].background != theme[plain].background || theme[marked].attributes != theme[plain].attributes
        #expect(differs, "\(name): \(marked.rawValue)")
      }
    }
  }

  @Test func `The theme of sixteen colours names no others`() throws {
    let theme = try #require(try EmbeddedFiles.theme("sixteen"))
    for role in Theme.Role.allCases {
      for color in [theme[role].foreground, theme[role].background] {
        switch color {
        case .terminalDefault: break
        case .indexed(let index): #expect(index < 16)
        case .rgb: Issue.record("\(role.name)")
        }
      }
    }
  }

  @Test(arguments: [
    (0x000000 as UInt32, 0xFFFFFF as UInt32, 21.0), (0x777777, 0xFFFFFF, 4.478), (0x808080, 0x1C1C1C, 4.316),
  ]) func `Contrast is measured as the guidelines say`(a: UInt32, b: UInt32, contrast: Double) {
    #expect(abs(RGB.contrast(RGB(a), RGB(b)) - contrast) < 0.01)
  }

  @Test(arguments: [
    (0x5F87AF as UInt32, 67 as UInt8), (0xFF0000, 196), (0x303030, 236), (0x1C1C1C, 234), (0xFFFFFF, 231),
  ]) func `A colour of the 256 is its own nearest`(rgb: UInt32, index: UInt8) {
    #expect(ColorTable.nearest256(RGB(rgb)) == index)
  }
}
