import BroadsheetCore

/// Reading and writing of single files for commands, with errors that name the file.
public enum Files {
  /// Reads a whole file.
  public static func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    do throws(FileSystem.Failure) { return try FileSystem.read(path) } catch {
      throw Diagnostic(
        .unreadableFile, "the file cannot be read: \(error.reason)", at: SourceLocation(file: path))
    }
  }

  /// Puts text at `path` in one step.
  public static func write(_ text: String, to path: String) throws(Diagnostic) {
    do throws(FileSystem.Failure) { try FileSystem.replace(path, text.utf8.span) } catch {
      throw Diagnostic(
        .outputUnwritable, "the file cannot be written: \(error.reason)", at: SourceLocation(file: path))
    }
  }
}
