// Answers of what works beside the screen, by the kind of work.
extension State {
  mutating func receive(ofFiles event: Event) -> [Effect] {
    switch event {
    case .fileRead(let path, let answer): receive(file: path, answer)
    case .fileMissing(let path): receiveMissing(file: path)
    case .fileWritten(let path, let buffer, let failure): return receive(written: path, buffer: buffer, failure)
    case .fileStamped(let path, let stamp): stamps[path] = stamp
    case .fileSeen(let path, let stamp): return receive(seen: path, stamp)
    case .fileConflict(let path, let buffer, let conflict): ask(conflict, about: path, buffer: buffer)
    case .editedOutside(let buffer, let text): receive(editedOutside: text, buffer: buffer)
    default: break
    }
    return []
  }

  mutating func receive(ofResults event: Event) -> [Effect] {
    switch event {
    case .exporting(let number, let rows): receive(exporting: number, rows: rows)
    case .exported(let number, let outcome): return receive(exported: number, outcome)
    case .comparing(let number, let rows): receive(comparing: number, rows: rows)
    case .compared(let number, let outcome): receive(compared: number, outcome)
    case .cellLaidOut(let number, let document): receive(laidOut: number, document)
    case .inquired(let number, let answer): return receive(inquired: number, answer)
    default: break
    }
    return []
  }

  mutating func receive(ofStatements event: Event) -> [Effect] {
    switch event {
    case .inspected(let number, let facts): return receive(inspected: number, facts)
    case .cut(let number, let text): return receive(cut: number, text)
    case .formatted(let number, let outcome): receive(formatted: number, outcome)
    default: break
    }
    return []
  }

  /// What the history and the files of the user's own hold.
  mutating func receive(ofRecords event: Event) {
    switch event {
    case .usesCounted(let uses): receive(uses: uses)
    case .historyFound(let query, let items, let isComplete):
      receive(history: items, query: query, isComplete: isComplete)
    case .queriesListed(let queries): receive(queries: queries)
    case .querySaved(let path): say("saved \(path)", .success)
    case .themesRead(let read): themes.merge(read) { _, new in new }
    default: break
    }
  }

  mutating func tell(_ event: Event) {
    switch event {
    case .remarked(let text): startRemark = StatusLine(text: text, tone: .warning)
    case .failed(let failure): say(failure.message, .error)
    case .recovered(let text): say(text, .success)
    case .clipboardLacksRoom(let bytes, let path): receive(clipboardLacksRoomFor: bytes, path)
    default: break
    }
  }
}
