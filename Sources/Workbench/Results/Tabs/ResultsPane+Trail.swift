extension ResultsPane {
  /// All tabs as they stood.
  struct Place: Sendable {
    var tabs: [ResultTab]
    var active: Int
  }

  private static let trailLimit = 20

  /// Keeps the tabs to come back to, before something else takes their place.
  mutating func rememberPlace() {
    trail.append(Place(tabs: tabs, active: active))
    if trail.count > Self.trailLimit { trail.removeFirst() }
  }

  mutating func goBack() {
    guard let place = trail.popLast() else { return }
    tabs = place.tabs
    show(min(place.active, max(0, tabs.count - 1)))
  }
}
