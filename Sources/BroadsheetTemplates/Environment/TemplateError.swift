import BroadsheetCore

/// Why a filter, test, function or operator failed. The renderer adds the place and the way to it.
public struct TemplateError: Error, Sendable {
  private final class Storage: Sendable {
    let code: DiagnosticCode
    let message: String
    let help: String?
    let undefined: Undefined?
    let diagnostic: Diagnostic?

    init(
      _ code: DiagnosticCode, _ message: String, _ help: String?, undefined: Undefined? = nil,
      diagnostic: Diagnostic? = nil
    ) {
      self.code = code
      self.message = message
      self.help = help
      self.undefined = undefined
      self.diagnostic = diagnostic
    }
  }

  private let storage: Storage

  /// Makes an error; `message` is one sentence without a full stop.
  public init(_ code: DiagnosticCode, _ message: String, help: String? = nil) {
    storage = Storage(code, message, help)
  }

  /// Makes an error with the code ``DiagnosticCode/templateRuntime``.
  public init(_ message: String, help: String? = nil) {
    self.init(.templateRuntime, message, help: help)
  }

  /// The stable code.
  public var code: DiagnosticCode { storage.code }
  /// What is wrong, in one sentence without a full stop.
  public var message: String { storage.message }
  /// How to mend it.
  public var help: String? { storage.help }

  static func type(_ message: String, help: String? = nil) -> TemplateError {
    TemplateError(.templateType, message, help: help)
  }

  static func arguments(_ message: String, help: String? = nil) -> TemplateError {
    TemplateError(.templateArguments, message, help: help)
  }

  static func limit(_ message: String, help: String? = nil) -> TemplateError {
    TemplateError(.templateLimit, message, help: help)
  }

  static func undefined(_ undefined: Undefined?) -> TemplateError {
    TemplateError(
      storage: Storage(
        .undefinedValue, undefined?.message ?? "the value is undefined", undefined?.help,
        undefined: undefined))
  }

  /// An error that is complete already, such as a template's syntax error.
  init(diagnostic: Diagnostic) {
    self.init(storage: Storage(diagnostic.code, diagnostic.message, diagnostic.help, diagnostic: diagnostic))
  }

  private init(storage: Storage) { self.storage = storage }

  /// What was undefined, where that is the error.
  var undefined: Undefined? { storage.undefined }
  /// The error with its place, where it has one already.
  var diagnostic: Diagnostic? { storage.diagnostic }
}
