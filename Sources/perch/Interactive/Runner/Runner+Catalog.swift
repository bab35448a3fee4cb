import Database
import Postgres
import Workbench

extension Runner {
  /// Reads what the session's database holds. The first time the catalog that was kept of it, or of another with the same schema, is given
  /// at once and checked then.
  func loadCatalog(_ number: Int) {
    let (mailbox, store) = (mailbox, catalogStore)
    let isFirst = fingerprint(of: number) == nil
    catalogs.async { [self] in
      guard let settings = settings(of: number) else { return }
      let place = settings.description
      var provisional: (fingerprint: String, catalog: Catalog)?
      if isFirst, let last = store.lastFingerprint(of: place), let catalog = store.catalog(last) {
        provisional = (last, catalog)
        mailbox.post(.catalog(session: number, .success(CompletionEngine(catalog))))
      }
      do throws(ServerError) {
        let known = { (fingerprint: String) -> Catalog? in
          provisional?.fingerprint == fingerprint ? provisional?.catalog : store.catalog(fingerprint)
        }
        // What is complete already is not replaced by a part of it.
        let part = { (part: Catalog) in mailbox.post(.catalog(session: number, .success(CompletionEngine(part)))) }
        let (catalog, fingerprint) = try CatalogReader.read(
          settings, known: known, part: isFirst && provisional == nil ? part : nil)
        mailbox.post(.catalog(session: number, .success(CompletionEngine(catalog))))
        keep(catalog, fingerprint, of: number, place)
      } catch {
        mailbox.post(.catalog(session: number, .failure(error)))
      }
    }
  }

  private func keep(_ catalog: Catalog, _ fingerprint: String, of number: Int, _ place: String) {
    setFingerprint(fingerprint, of: number)
    do {
      if !catalogStore.contains(fingerprint) { try catalogStore.keep(catalog, fingerprint) }
      try catalogStore.remember(fingerprint, of: place)
    } catch {
      mailbox.post(.failed(Failure("the catalog is not kept: \(Perch.sentence(error))")))
    }
  }

  /// Reads the catalog again if someone else changed the schema meanwhile.
  func probeCatalog(_ number: Int) {
    catalogs.async { [self] in
      guard let settings = settings(of: number), let known = fingerprint(of: number) else { return }
      // Without an answer there is nothing to refresh; the session says itself what is wrong.
      if let now = try? CatalogReader.fingerprint(settings), now != known { loadCatalog(number) }
    }
  }
}
