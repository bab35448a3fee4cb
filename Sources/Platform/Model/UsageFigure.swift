/// One figure of what a tenant used or may use.
package struct UsageFigure: Sendable, Hashable {
  package enum Unit: String, Sendable, Hashable {
    case count, bytes, seconds
    case byteHours = "byte_hours"
  }

  /// The platform's word: `compute_time_seconds`.
  package var name: String
  package var value: Double
  package var unit: Unit
  /// What the plan allows, nil when there is no limit or the platform does not tell.
  package var limit: Double?

  package init(_ name: String, _ value: Double, _ unit: Unit, limit: Double? = nil) {
    self.name = name
    self.value = value
    self.unit = unit
    self.limit = limit
  }
}
