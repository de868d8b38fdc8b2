import BroadsheetCore

/// What the lexer, the parser or the compiler rejects, with the bytes that it is about.
struct SyntaxError: Error {
  var code: DiagnosticCode = .templateSyntax
  var message: String
  var help: String?
  /// Offset in the template's normalised source.
  var offset: Int
  /// How many bytes are meant.
  var length: Int = 1

  init(
    _ message: String, at offset: Int, length: Int = 1, help: String? = nil,
    code: DiagnosticCode = .templateSyntax
  ) {
    self.message = message
    self.offset = offset
    self.length = length
    self.help = help
    self.code = code
  }
}
