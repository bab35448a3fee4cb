import Platform
import Workbench

extension UsageFigure {
  /// `compute time seconds`
  var title: String { String(name.map { $0 == "_" ? " " : $0 }) }

  /// `12 of 200`, `1.1 GB of 10 GB`
  var text: String { amount(value) + (limit.map { " of \(amount($0))" } ?? "") }

  private func amount(_ value: Double) -> String {
    let whole = Int(value.rounded())
    return switch unit {
    case .count: grouped(whole)
    case .bytes: byteSize(Int64(whole))
    case .seconds: "\(grouped(whole)) s"
    case .byteHours: "\(byteSize(Int64(whole))) hours"
    }
  }
}
