/// A catalog as bytes, to be kept on disk: a header with a version and a checksum, every text once, then numbers that point at them.
package enum CatalogFile {
  static let magic = Array("PERCHCAT".utf8)
  /// Counts up whenever the layout changes; files of another version are read anew from the server.
  static let version: UInt32 = 3
  static let headerSize = 20

  /// Whether bytes are a saved catalog, whole or not.
  package static func isCatalog(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  package static func encode(_ catalog: Catalog) -> [UInt8] {
    var encoder = CatalogEncoder()
    encoder.add(catalog)
    let payload = encoder.payload()
    var bytes = magic
    withUnsafeBytes(of: version.littleEndian) { bytes += $0 }
    withUnsafeBytes(of: checksum(payload[...]).littleEndian) { bytes += $0 }
    return bytes + payload
  }

  /// Nil when the bytes are cut off, changed or of another version.
  package static func decode(_ bytes: [UInt8]) -> Catalog? {
    guard bytes.count > headerSize, isCatalog(bytes) else { return nil }
    let header = bytes.withUnsafeBytes {
      (
        UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 12, as: UInt64.self))
      )
    }
    guard header.0 == version, header.1 == checksum(bytes[headerSize...]) else { return nil }
    return bytes.withUnsafeBytes { bytes in
      var decoder = CatalogDecoder(UnsafeRawBufferPointer(rebasing: bytes[headerSize...]))
      return decoder.catalog()
    }
  }

  /// Of a text, for names of files.
  package static func checksum(of text: String) -> UInt64 { checksum(Array(text.utf8)[...]) }

  /// FNV-1a by eight bytes at a time.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      func mix(_ value: UInt64) {
        hash = (hash ^ value) &* 0x0000_0100_0000_01B3
        hash ^= hash >> 29
      }
      var index = 0
      while index + 8 <= bytes.count {
        mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index += 8
      }
      while index < bytes.count {
        mix(UInt64(bytes[index]))
        index += 1
      }
      mix(UInt64(bytes.count))
      return hash
    }
  }
}
