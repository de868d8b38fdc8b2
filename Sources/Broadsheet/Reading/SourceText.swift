import BroadsheetCore

/// A text file as read, known to be UTF-8 without a byte-order mark.
struct SourceText: Sendable {
  /// The path relative to the site.
  let path: String
  /// The bytes, without a byte-order mark.
  let bytes: [UInt8]

  /// Larger files than this are refused rather than half understood.
  static let largest = 64 << 20

  /// Reads the file at `location` and checks its encoding.
  static func read(_ location: String, path: String) throws(Diagnostic) -> SourceText {
    let bytes: [UInt8]
    do throws(FileSystem.Failure) { bytes = try FileSystem.read(location) } catch {
      throw Diagnostic(
        .unreadableFile, "the file cannot be read: \(error.reason)", at: SourceLocation(file: path))
    }
    return try SourceText(path: path, bytes: bytes)
  }

  /// Checks bytes that were read.
  init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    self.path = path
    let whole = SourceLocation(file: path)
    if bytes.count > Self.largest {
      throw Diagnostic(
        .fileTooLarge, "the file has \(bytes.count >> 20) MB; at most \(Self.largest >> 20) are read",
        at: whole,
        help: "split the article")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Diagnostic(
        .invalidEncoding, "the file is UTF-16, not UTF-8", at: whole, help: "save it as UTF-8")
    }
    if let position = bytes.span.firstInvalidUTF8 {
      let location = SourceLocation(file: path, offset: position, in: bytes.span)
      throw Diagnostic(
        .invalidEncoding, "byte 0x\(String(bytes[position], radix: 16)) is not UTF-8", at: location,
        help: "save the file as UTF-8"
      ).quoting(bytes.span)
    }
    if let position = bytes.span.next(0, from: 0) {
      throw Diagnostic(
        .controlCharacter, "the file holds a NUL byte: it is not text",
        at: SourceLocation(file: path, offset: position, in: bytes.span), help: "remove the byte"
      ).quoting(bytes.span)
    }
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// A location of this file.
  func location(offset: Int, length: Int = 1) -> SourceLocation {
    SourceLocation(file: path, offset: offset, length: length, in: bytes.span)
  }
}
