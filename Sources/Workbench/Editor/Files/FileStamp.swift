/// A file as it was when it was read or written: another stamp means that somebody changed it since.
package struct FileStamp: Sendable, Hashable {
  package var device: UInt64
  package var inode: UInt64
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64

  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
  }

  /// Reads the numbers that `description` writes.
  package init?(_ description: String) {
    let parts = description.split(separator: " ").map { Int64($0) }
    guard parts.count == 4, let device = parts[0], let inode = parts[1], let size = parts[2], let modified = parts[3]
    else { return nil }
    self.init(device: UInt64(bitPattern: device), inode: UInt64(bitPattern: inode), size: size, modified: modified)
  }

  package var description: String {
    "\(Int64(bitPattern: device)) \(Int64(bitPattern: inode)) \(size) \(modified)"
  }
}

/// Why a file is not written without asking.
package enum FileConflict: Sendable, Hashable {
  /// Something else has the name already.
  case exists
  /// Somebody changed it since it was read.
  case changed
  /// Its permissions let nobody write to it, or not this user.
  case readOnly
}

/// What has to be true of a file for writing to it without asking.
package enum FileExpectation: Sendable, Hashable {
  case absent
  case unchanged(FileStamp)
  /// The user said to write whatever is there.
  case anything
}
