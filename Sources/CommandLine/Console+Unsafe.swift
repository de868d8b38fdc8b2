import Broadsheet
import BroadsheetCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input, output and error.
enum Console {
  static func output(_ bytes: [UInt8]) { write(bytes, to: 1) }
  static func output(_ text: String) { write(Array(text.utf8), to: 1) }
  static func error(_ text: String) { write(Array(text.utf8), to: 2) }

  /// Ends the process.
  static func exit(_ code: Int) -> Never { systemExit(Int32(code)) }

  /// Whether standard error is a terminal that shows colours.
  static var hasColour: Bool { isatty(2) == 1 && getenv("NO_COLOR") == nil }

  /// Reads standard input to its end.
  static func input() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Prints diagnostics to standard error: of each code and severity the first few, then how many more.
  static func report(_ diagnostics: [Diagnostic], as format: DiagnosticFormat) {
    let limit = format == .text ? 20 : 1000
    var counts: [DiagnosticCode: Int] = [:]
    var text = ""
    for diagnostic in diagnostics {
      counts[diagnostic.code, default: 0] += 1
      if counts[diagnostic.code, default: 0] > limit { continue }
      text += format.describe(diagnostic, colour: format == .text && hasColour)
    }
    for (code, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > limit {
      if format == .text { text += "… and \(count - limit) more of \(code.rawValue)\n" }
    }
    error(text)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var start = 0
      while let base = buffer.baseAddress, start < buffer.count {
        let count = unsafe systemWrite(descriptor, base + start, buffer.count - start)
        if count < 0, errno == EINTR { continue }
        // A reader that went away (`broadsheet … | head`) is no error of ours.
        if count <= 0 { return }
        start += count
      }
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

private func systemExit(_ code: Int32) -> Never { exit(code) }
