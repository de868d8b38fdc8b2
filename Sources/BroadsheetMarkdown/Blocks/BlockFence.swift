/// A line of three or more colons: the fence that opens a container block, or one that closes it.
///
/// An opening fence has a name, or attributes in braces; a closing one has colons alone.
struct BlockFence {
  /// The number of colons.
  var length: Int
  /// Where what follows the colons begins; nil in a closing fence.
  var header: Int?

  /// Reads the fence at `start`, where a colon stands; nil where this is text.
  static func read(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> BlockFence? {
    var index = start
    while index < end, source[index] == UInt8(ascii: ":") { index += 1 }
    let length = index - start
    guard length >= 3 else { return nil }
    while index < end, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
    if index == end { return BlockFence(length: length, header: nil) }
    let header = index
    if source[index] == UInt8(ascii: "{") { return BlockFence(length: length, header: header) }
    guard source[index].isASCIILetter else { return nil }
    while index < end, source[index].isBlockNameByte { index += 1 }
    let ends =
      index == end || source[index].isMarkdownSpace || source[index] == UInt8(ascii: "{")
      || source[index] == UInt8(ascii: "[")
    return ends ? BlockFence(length: length, header: header) : nil
  }
}

extension UInt8 {
  /// Whether a block's name may hold this byte.
  var isBlockNameByte: Bool { isASCIIAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }
}
