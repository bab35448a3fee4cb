import Database
import Postgres
import Synchronization
import Workbench

extension Runner {
  /// Finds out where the destination is, on the platform's thread when it has to be asked, and starts a session there.
  func connect(_ number: Int, to destination: Destination) {
    switch destination {
    case .nowhere:
      mailbox.post(.session(number, .connectFailed(ServerError(severity: "", message: "no tenant is chosen yet"))))
    case .given: open(number, Access(settings: given.withLock { $0 }))
    case .branch(let tenant, let branch):
      awaited.withLock { _ = $0.insert(number) }
      platform.findConnection(number, tenant: tenant, branch: branch) { [self] answer in
        guard awaited.withLock({ $0.remove(number) != nil }) else { return }
        switch answer {
        case .success(let access): open(number, access)
        case .failure(let failure):
          mailbox.post(.session(number, .connectFailed(ServerError(severity: "", message: failure.message))))
        }
      }
    }
  }

  private func open(_ number: Int, _ access: Access) {
    let spill = ResultSpill(directory: spillDirectory, memory: rowMemory)
    let rows = RowQueue(spill) { [mailbox] in
      mailbox.post(.session(number, $0))
    } pause: { [weak self] in
      self?.find(number)?.pauseReading($0)
    }
    let session = Session(access.settings) { [weak self] event in
      if case .connected(let facts) = event { self?.setBackend(facts.backendPID, of: number) }
      self?.receive(event, from: number, rows)
    }
    add(session, number, access)
  }

  // MARK: Files

  /// Reads all themes for choosing, while the first screen shows already.
  func readThemes(configDirectory: String) {
    let mailbox = mailbox
    files.async {
      do {
        mailbox.post(.themesRead(try Appearance.themes(configDirectory: configDirectory)))
      } catch {
        mailbox.post(.failed(Failure("\(error)")))
      }
    }
  }
}
