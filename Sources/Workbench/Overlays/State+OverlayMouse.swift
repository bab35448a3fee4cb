import TextUI

extension State {
  /// A press while an overlay has the keys: on a row selects it, twice chooses it, beside the overlay closes a list or a text.
  mutating func pressOverlay(_ place: Point, _ count: Int) -> [Effect] {
    guard let overlay else { return [] }
    let rect = overlayRect(overlay)
    switch overlay {
    case .picker(var picker):
      guard rect.contains(place) else { break }
      guard picker.select(line: place.y - rect.y - 2) else { return [] }
      self.overlay = .picker(picker)
      return count == 2 ? acceptOverlay() : []
    case .help:
      if rect.contains(place) { return [] }
    case .viewer(var viewer):
      guard rect.contains(place) else { break }
      viewer.select(row: place.y - rect.y - 1)
      self.overlay = .viewer(viewer)
      return count == 2 ? acceptOverlay() : []
    case .prompt, .keys: return []
    }
    closeOverlay()
    return []
  }
}
