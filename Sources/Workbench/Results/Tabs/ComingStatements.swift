/// The statements of a run, of which those behind the running one have no tab yet.
struct ComingStatements: Sendable {
  var run: Int
  var texts: [String]
  var place: Destination
  /// Whether statements that told nothing but their tag keep no tab.
  var isLong: Bool
}
