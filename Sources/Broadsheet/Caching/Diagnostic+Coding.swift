import BroadsheetCore

extension Diagnostic {
  func write(into out: inout BinaryWriter) {
    out.write(code.rawValue)
    out.write(severity.rawValue)
    out.write(message)
    out.write(location) { out, location in location.write(into: &out) }
    out.write(excerpt)
    out.write(help)
    out.write(chain) { out, frame in
      out.write(frame.role)
      frame.location.write(into: &out)
    }
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    guard let code = DiagnosticCode(rawValue: try reader.readText()),
      let severity = Severity(rawValue: try reader.readText())
    else { throw BinaryReader.Damage() }
    self.init(
      code, severity, try reader.readText(),
      at: try reader.readOptional { reader throws(BinaryReader.Damage) in try SourceLocation(from: &reader) },
      excerpt: try reader.readOptionalText(), help: try reader.readOptionalText(),
      chain: try reader.readList { reader throws(BinaryReader.Damage) in
        Frame(role: try reader.readText(), location: try SourceLocation(from: &reader))
      })
  }
}

extension SourceLocation {
  fileprivate func write(into out: inout BinaryWriter) {
    out.write(file)
    for number in [line, column, length] { out.write(UInt32(truncatingIfNeeded: number)) }
  }

  fileprivate init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    self.init(
      file: try reader.readText(), line: Int(try reader.readUInt32()), column: Int(try reader.readUInt32()),
      length: Int(try reader.readUInt32()))
  }
}
