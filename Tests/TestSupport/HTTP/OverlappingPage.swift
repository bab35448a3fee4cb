/// A page of a list that grew while it was read: the last item of the page before comes again.
struct OverlappingPage<Item> {
  let items: [Item]
  /// Where the next page starts; nil behind the last.
  let next: String?

  /// `start` as the page before named it.
  init(_ all: [Item], start: String?, size: Int) {
    let from = start.flatMap { Int($0) } ?? 0
    items = Array(all.dropFirst(from).prefix(size))
    let end = from + items.count
    next = end < all.count ? String(size > 1 ? end - 1 : end) : nil
  }
}
