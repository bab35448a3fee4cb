import Database
import TextUI

extension ExportOptions {
  init(_ arguments: Arguments) {
    self.init()
    format = arguments.format.flatMap { Format(rawValue: $0) } ?? .aligned
    tuplesOnly = arguments.tuplesOnly
    isExpanded = arguments.isExpanded
    fieldSeparator = arguments.fieldSeparator ?? "|"
    recordSeparator = arguments.recordSeparator ?? "\n"
    null = arguments.null
    border = arguments.border
    hasFooter = arguments.hasFooter
    width = { scalar in
      Glyph.isDropped(scalar) ? 0 : Glyph.isMark(scalar) ? -1 : DisplayWidth.of(scalar)
    }
  }
}
