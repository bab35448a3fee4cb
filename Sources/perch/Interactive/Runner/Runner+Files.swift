import Dispatch
import Workbench

extension Runner {
  func read(_ path: String) {
    let mailbox = mailbox
    files.async {
      guard !FileText.isMissing(path) else { return mailbox.post(.fileMissing(path: path)) }
      // The stamp is taken first: a change while reading is seen as one later.
      let stamp = FileText.stamp(path)
      do throws(FileText.Problem) {
        let bytes = try FileText.read(path)
        if let stamp { mailbox.post(.fileStamped(path: path, stamp)) }
        mailbox.post(.fileRead(path: path, .success(bytes)))
      } catch {
        mailbox.post(.fileRead(path: path, .failure(Failure(error.message))))
      }
    }
  }

  func write(_ path: String, buffer: Int, _ bytes: [UInt8], expecting expected: FileExpectation) {
    let mailbox = mailbox
    files.async {
      let now = FileText.stamp(path)
      switch expected {
      case .absent where now != nil: return mailbox.post(.fileConflict(path: path, buffer: buffer, .exists))
      case .unchanged(let stamp) where now != nil && now != stamp:
        return mailbox.post(.fileConflict(path: path, buffer: buffer, .changed))
      case .absent, .unchanged:
        if now != nil, FileText.isReadOnly(path) {
          return mailbox.post(.fileConflict(path: path, buffer: buffer, .readOnly))
        }
      case .anything: break
      }
      do throws(FileText.Problem) {
        try FileText.write(bytes, to: path)
        if let stamp = FileText.stamp(path) { mailbox.post(.fileStamped(path: path, stamp)) }
        mailbox.post(.fileWritten(path: path, buffer: buffer, nil))
      } catch {
        mailbox.post(.fileWritten(path: path, buffer: buffer, Failure(error.message)))
      }
    }
  }

  /// Inside tmux the text is given to tmux too.
  func loadTmuxBuffer(_ text: String) {
    guard let buffer = TmuxBuffer(environment: environment) else { return }
    let directory = stateDirectory
    DispatchQueue.global(qos: .utility).async { buffer.load(text, directory: directory) }
  }

  /// Puts a text that the terminal's clipboard has no room for into a file, in the place of the one before.
  func keepCopied(_ text: String) {
    let mailbox = mailbox
    let path = stateDirectory + "/clipboard.txt"
    files.async {
      let bytes = Array(text.utf8)
      do throws(FileText.Problem) {
        try FileText.write(bytes, to: path, mode: 0o600)
        mailbox.post(.clipboardLacksRoom(bytes: bytes.count, .success(path)))
      } catch {
        mailbox.post(.clipboardLacksRoom(bytes: bytes.count, .failure(Failure(error.message))))
      }
    }
  }

  func check(_ paths: [String]) {
    let mailbox = mailbox
    files.async {
      for path in paths { mailbox.post(.fileSeen(path: path, FileText.stamp(path))) }
    }
  }
}
