import Database
import TextUI

/// Changes on their way: no statement of the user's may come between the beginning and the end of their transaction.
struct Applying: Sendable {
  var tab: TabName
  var session: Int
  /// Whether the user's own transaction was open: then a savepoint keeps the changes apart.
  var isInside: Bool
}

extension State {
  /// The statements to read before they are sent.
  mutating func showChanges() {
    guard let tab = results.tab, let result = tab.result else { return }
    if let reason = elsewhere(tab) { return say(reason, .warning) }
    do throws(Failure) {
      let changes = try ChangeSet(tab.staged, result, tab.tables)
      var lines = changes.items.flatMap { item in
        (item.sql + ";").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      }
      let room = max(3, size.height - 12)
      if lines.count > room { lines = lines.prefix(room) + ["… and \(grouped(lines.count - room)) lines more"] }
      lines.append("")
      let how = link.hasOpenTransaction ? "within your open transaction" : "in one transaction"
      lines.append("Type apply to send \(EditCommands.changes(tab.staged.count)) \(how); Esc leaves them staged.")
      overlay = .prompt(Prompt(.applyChanges, title: "Changes on \(placeText)", lines: lines))
    } catch {
      say(error.message, .error)
    }
  }

  mutating func applyChanges() -> [Effect] {
    guard let tab = results.tab, let result = tab.result, let changes = try? ChangeSet(tab.staged, result, tab.tables)
    else { return [] }
    if let reason = elsewhere(tab) ?? QueryCommands.busy(self) {
      say(reason, .warning)
      return []
    }
    applying = Applying(tab: tab.name, session: link.session, isInside: link.hasOpenTransaction)
    say("applying \(EditCommands.changes(changes.items.count))", .progress)
    let begin = link.hasOpenTransaction ? "savepoint perch_changes" : "begin"
    return inquire([begin] + changes.items.map(\.sent), .applied(tab: tab.name, changes))
  }

  /// Everything was sent: it is kept when each statement touched just its row.
  mutating func receive(applied answer: InquiryAnswer, _ changes: ChangeSet, of tab: TabName) -> [Effect] {
    guard let applying else { return [] }
    if let failure = answer.failure {
      // The first statement is the beginning of the transaction.
      let item = answer.failedStatement.flatMap { $0 > 0 && $0 <= changes.items.count ? changes.items[$0 - 1] : nil }
      return takeBack(.refused(failure, item), [], of: tab)
    }
    let conflicts = zip(changes.items, answer.tags.dropFirst()).filter { !$1.hasSuffix(" 1") }.map(\.0)
    if !conflicts.isEmpty { return takeBack(.conflicts(conflicts), conflicts.compactMap(\.look), of: tab) }
    let end = applying.isInside ? "release savepoint perch_changes" : "commit"
    let rows = results.index(tab.run, tab.statement).flatMap { AppliedRows(changes, answer, results.tabs[$0].columns) }
    return inquire([end], .committed(tab: tab, changes, rows), session: applying.session)
  }

  private mutating func takeBack(_ problem: ApplyProblem, _ looks: [String], of tab: TabName) -> [Effect] {
    let isInside = applying?.isInside == true
    let back =
      isInside ? ["rollback to savepoint perch_changes", "release savepoint perch_changes"] : ["rollback"]
    return inquire(back + looks, .rolledBack(tab: tab, problem), session: applying?.session)
  }

  mutating func receive(
    committed answer: InquiryAnswer, _ changes: ChangeSet, _ rows: AppliedRows?, of tab: TabName
  ) -> [Effect] {
    let isInside = applying?.isInside == true
    let next = afterChanges
    applying = nil
    afterChanges = nil
    if let failure = answer.failure {
      let what =
        failure.endsSession ? "nobody knows whether the changes are committed" : "the changes are not committed"
      say("\(what): \(failure.headline)", .error)
      return []
    }
    let stop = takeIn(rows, of: tab)
    let count = EditCommands.changes(changes.items.count)
    if let next {
      say("\(count) applied", .success)
      return stop + proceed(next)
    }
    let done =
      isInside ? "\(count) applied; your transaction is still open" : "\(count) applied"
    say(done, .success)
    guard let rows, !rows.needsRerun else { return stop + rerun(tab, because: done) }
    // What else the statement makes of the rows is not known here.
    if rows.isPart { say("\(done) · \(howTo("tab.rerun")) reads the other columns again", .success) }
    return stop
  }

  /// Shows what the server made of the changes. Work on the rows as they were is let go of.
  private mutating func takeIn(_ rows: AppliedRows?, of tab: TabName) -> [Effect] {
    guard let rows else {
      results.change(named: tab) { $0.staged = StagedChanges() }
      return []
    }
    let stop = stopRowWork(on: tab)
    results.change(named: tab) { $0.settle(rows) }
    return stop
  }

  mutating func receive(rolledBack answer: InquiryAnswer, _ problem: ApplyProblem, of tab: TabName) -> [Effect] {
    let isInside = applying?.isInside == true
    applying = nil
    afterChanges = nil
    switch problem {
    case .refused(let error, let item):
      say("nothing is applied · \(error.headline)", .error)
      var lines = [Help.Line(keys: "", text: error.headline, isHeading: true)]
      for text in [error.detail, error.hint, item?.title] {
        lines += ToldText.lines(text ?? "").filter { !$0.isEmpty }.map { Help.Line(keys: "", text: $0) }
      }
      lines += (item?.sql ?? "").split(separator: "\n").map { Help.Line(keys: "", text: String($0)) }
      overlay = .help(Help(title: "Nothing is applied", lines: lines))
    case .conflicts(let items):
      say("nothing is applied: \(EditCommands.conflicts(items.count)) with what others did meanwhile", .error)
      let advice = "\(howTo("tab.rerun")) reads the rows again, \(howTo("changes.undo")) takes the last change back."
      let lines =
        Self.lines(items, answer, from: isInside ? 2 : 1) + ["", advice].map { Help.Line(keys: "", text: $0) }
      overlay = .help(Help(title: "Nothing is applied", lines: lines))
    }
    return []
  }

  /// For each conflict what the row held and what it holds now.
  private static func lines(_ items: [ChangeSet.Item], _ answer: InquiryAnswer, from first: Int) -> [Help.Line] {
    var lines: [Help.Line] = []
    var statement = first
    for item in items {
      lines.append(Help.Line(keys: "", text: item.title, isHeading: true))
      guard item.look != nil else {
        lines.append(Help.Line(keys: "", text: "the server inserted no row; a rule or a trigger took it"))
        continue
      }
      let now = answer.rows(of: statement)
      statement += 1
      if now.rowCount == 0 {
        lines.append(Help.Line(keys: "", text: "the row is gone"))
        continue
      }
      let before = lines.count
      for (column, old) in item.expected.enumerated() {
        let value = now.text(row: 0, column: column)
        if value != old.value {
          let text = "\(old.name): was \(old.value ?? "NULL"), is now \(value ?? "NULL")"
          lines.append(Help.Line(keys: "", text: text))
        }
      }
      if lines.count == before {
        lines.append(Help.Line(keys: "", text: "the row is as it was; a policy, a rule or a trigger kept it"))
      }
    }
    return lines
  }
}

extension EditCommands {
  static func conflicts(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "conflict" : "conflicts")" }
}
