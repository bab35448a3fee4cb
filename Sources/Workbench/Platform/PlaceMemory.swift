/// The places that a user goes to: kept over the ends of the program.
package struct PlaceMemory: Sendable, Hashable {
  package struct Place: Sendable, Hashable {
    package var tenant: String
    package var branch: String

    package init(tenant: String, branch: String) {
      self.tenant = tenant
      self.branch = branch
    }
  }

  /// The latest first; the first is where the next start goes.
  package private(set) var recent: [Place]
  /// In the order in which they were pinned.
  package private(set) var pinned: [Place]

  private static let mostRecent = 12

  package init(recent: [Place] = [], pinned: [Place] = []) {
    self.recent = recent
    self.pinned = pinned
  }

  package mutating func visit(_ place: Place) {
    recent.removeAll { $0 == place }
    recent.insert(place, at: 0)
    if recent.count > Self.mostRecent { recent.removeLast() }
  }

  /// Pins the place, or lets go of it.
  package mutating func pin(_ place: Place) {
    if let index = pinned.firstIndex(of: place) { pinned.remove(at: index) } else { pinned.append(place) }
  }

  package mutating func forget(_ place: Place) {
    recent.removeAll { $0 == place }
    pinned.removeAll { $0 == place }
  }
}

extension PlaceMemory {
  /// One line a place: `recent acme/main`, `pinned acme/dev`. What cannot be read is left out.
  package init(text: String) {
    self.init()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let slash = words[1].firstIndex(of: "/") else { continue }
      let place = Place(
        tenant: String(words[1][..<slash]), branch: String(words[1][words[1].index(after: slash)...]))
      switch words[0] {
      case "recent": recent.append(place)
      case "pinned": pinned.append(place)
      default: break
      }
    }
  }

  package var text: String {
    func lines(_ word: String, _ places: [Place]) -> String {
      places.map { "\(word) \($0.tenant)/\($0.branch)\n" }.joined()
    }
    return lines("recent", recent) + lines("pinned", pinned)
  }
}

extension State {
  /// Makes the place one has come to the first of the recent ones; a past moment of a branch is no place to come back to.
  mutating func rememberPlace() -> [Effect] {
    guard let place, !place.branch.contains("@") else { return [] }
    let memory = PlaceMemory.Place(tenant: place.tenant, branch: place.branch)
    guard placeMemory.recent.first != memory else { return [] }
    placeMemory.visit(memory)
    return [.keepPlaces(placeMemory)]
  }
}
