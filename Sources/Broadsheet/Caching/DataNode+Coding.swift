import BroadsheetCore

extension DataNode.Entry {
  func write(into out: inout BinaryWriter) {
    out.write(key)
    out.write(UInt32(line))
    out.write(UInt32(column))
    node.write(into: &out)
  }

  init(from reader: inout BinaryReader, depth: Int) throws(BinaryReader.Damage) {
    self.init(
      key: try reader.readText(), line: Int(try reader.readUInt32()), column: Int(try reader.readUInt32()),
      node: try DataNode(from: &reader, depth: depth))
  }
}

extension DataNode {
  /// More than any reader of data accepts: damaged bytes cannot exhaust the stack.
  private static let deepest = 1_000

  func write(into out: inout BinaryWriter) {
    out.write(written)
    out.write(UInt32(line))
    out.write(UInt32(column))
    switch value {
    case .null: out.write(UInt8(0))
    case .bool(let flag):
      out.write(UInt8(1))
      out.write(flag)
    case .int(let number):
      out.write(UInt8(2))
      out.write(Int64(number))
    case .double(let number):
      out.write(UInt8(3))
      out.write(number.bitPattern)
    case .string(let text):
      out.write(UInt8(4))
      out.write(text)
    case .array(let nodes):
      out.write(UInt8(5))
      out.write(nodes) { out, node in node.write(into: &out) }
    case .mapping(let entries):
      out.write(UInt8(6))
      out.write(entries) { out, entry in entry.write(into: &out) }
    }
  }

  init(from reader: inout BinaryReader, depth: Int) throws(BinaryReader.Damage) {
    guard depth <= Self.deepest else { throw BinaryReader.Damage() }
    let written = try reader.readOptionalText()
    let line = Int(try reader.readUInt32())
    let column = Int(try reader.readUInt32())
    let value: Value
    switch try reader.readUInt8() {
    case 0: value = .null
    case 1: value = .bool(try reader.readBool())
    case 2: value = .int(Int(try reader.readInt64()))
    case 3: value = .double(Double(bitPattern: try reader.readUInt64()))
    case 4: value = .string(try reader.readText())
    case 5:
      value = .array(
        try reader.readList { reader throws(BinaryReader.Damage) in
          try DataNode(from: &reader, depth: depth + 1)
        })
    case 6:
      value = .mapping(
        try reader.readList { reader throws(BinaryReader.Damage) in
          try Entry(from: &reader, depth: depth + 1)
        })
    default: throw BinaryReader.Damage()
    }
    self.init(value, written: written, line: line, column: column)
  }
}
