/// Something that the registry and the server do not agree on.
package struct Orphan: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    /// A database that no branch claims.
    case database
    /// What an interrupted reset has left.
    case scratch
    /// A branch whose database is gone.
    case branch
    /// A dump that no archived branch claims, or one half written.
    case dump
    /// An archived branch whose dump is gone.
    case archive
    /// A role of a tenant that is gone.
    case role
  }

  package enum Remedy: String, Sendable, Hashable {
    /// Becomes a branch of the tenant whose name it bears.
    case adopt
    /// Only the registry's entry goes: there is no data.
    case forget
    /// What goes is worth nothing to anybody.
    case remove
    /// A person has to decide: data would be lost.
    case none = "leave"
  }

  package var kind: Kind
  package var name: String
  package var sizeBytes: Int64?
  package var remedy: Remedy
  /// One sentence for people.
  package var text: String
}
