import Database
import Glibc
import Postgres
import Workbench

extension Runner {
  /// Makes the file on the files' thread, then runs the statement; its rows go into the file.
  func runExport(_ number: Int, _ id: Int, _ request: StreamRequest) {
    let path = Self.expanded(request.path)
    files.async { [self] in
      if !request.replaces, access(path, F_OK) == 0 { return mailbox.post(.exported(number: id, .exists)) }
      let copying = request.copying
      do throws(FileText.Problem) {
        let file = try ExportFile(path, request.options)
        diversions.add(StreamExport(id, file: file, offset: copying?.offset ?? 0), for: id)
      } catch {
        return mailbox.post(.exported(number: id, .refused(Failure("not exported: \(error.message)"))))
      }
      find(number)?.run(id, statements: [copying?.statement ?? request.statement], rowLimit: nil)
    }
  }

  func layOut(_ number: Int, _ bytes: Arena, _ form: CellDocument.Form, width: Int) {
    files.async { [mailbox] in
      mailbox.post(.cellLaidOut(number: number, CellDocument(bytes, as: form, width: width)))
    }
  }

  /// Hands on what a session reports, except what goes another way.
  func receive(_ event: SessionEvent, from number: Int, _ rows: RowQueue) {
    if case .copyWanted = event {
      find(number)?.endCopy(failing: "there is no data here; use perch -c \"copy … from stdin\" < file")
      return
    }
    if case .copyingOut(let id, _) = event, diversions[event] == nil { diversions.add(CopiedLines(), for: id) }
    guard let diversion = diversions[event] else { return rows.post(event) }
    let (rest, stops) = diversion.take(event)
    if stops { find(number)?.cancel() }
    if let rest { rows.post(rest) }
    if let news = diversion.news(after: event) { mailbox.post(news) }
    if case .finished(let id, _, _) = event { diversions.remove(id) }
  }
}
