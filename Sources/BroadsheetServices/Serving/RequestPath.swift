/// The path of a request, taken apart and checked: each segment decoded on its own, so that an encoded slash
/// stays what it is, a refusal.
struct RequestPath: Hashable {
  /// Decoded segments; none is empty, `.` or `..`, and none holds a slash or a NUL.
  var segments: [String]
  /// Whether the path ends with a slash, and so means a folder.
  var isFolder: Bool

  /// Why a path is refused.
  enum Refusal: Error {
    /// Not a well-formed path, or one that tries to climb.
    case malformed
    /// Well-formed, but no file can have it: an empty segment.
    case missing
  }

  /// Reads the raw path of a request target, without its query.
  init(_ raw: String) throws(Refusal) {
    guard raw.utf8.first == Self.slash else { throw .malformed }
    var parts = raw.utf8.dropFirst().split(separator: Self.slash, omittingEmptySubsequences: false)
    isFolder = parts.last?.isEmpty ?? true
    if isFolder { _ = parts.popLast() }
    segments = []
    segments.reserveCapacity(parts.count)
    var isMissing = false
    for part in parts {
      let segment = try Self.decode(part)
      if segment.isEmpty { isMissing = true }
      if segment == "." || segment == ".." { throw .malformed }
      segments.append(segment)
    }
    if isMissing { throw .missing }
  }

  private static let slash = UInt8(ascii: "/")

  private static func decode(_ part: Substring.UTF8View) throws(Refusal) -> String {
    var bytes: [UInt8] = []
    var iterator = part.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
        throw .malformed
      }
      bytes.append(high << 4 | low)
    }
    guard !bytes.contains(where: { $0 == 0 || $0 == slash }),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw .malformed }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
