/// Which extensions a document can use at all, from one look at its bytes: what none of them needs costs
/// nothing more.
struct SyntaxTriggers {
  private(set) var hasTables = false
  private(set) var hasTildes = false
  private(set) var hasAddresses = false
  private(set) var hasNotes = false
  private(set) var hasTasks = false
  private(set) var hasAlerts = false
  private(set) var hasAttributes = false
  private(set) var hasDefinitionLists = false

  init(_ source: Span<UInt8>, _ extensions: MarkdownOptions.Extensions) {
    if extensions.isEmpty { return }
    let count = source.count
    var index = 0
    while index < count {
      let byte = source[index]
      index += 1
      guard byte.isTrigger else { continue }
      let next = index < count ? source[index] : 0x0A
      switch byte {
      case UInt8(ascii: "|"): hasTables = true
      case UInt8(ascii: "~"): hasTildes = true
      case UInt8(ascii: "@"): hasAddresses = true
      case UInt8(ascii: "{"): hasAttributes = true
      case UInt8(ascii: ":"):
        if next == UInt8(ascii: "/") { hasAddresses = true }
        if next == UInt8(ascii: "-") { hasTables = true }
        if index > 1, source[index - 2] == UInt8(ascii: "-") { hasTables = true }
        if next == 0x20 || next == 0x09 { hasDefinitionLists = true }
      case UInt8(ascii: "w"):
        if next == UInt8(ascii: "w"), index + 1 < count, source[index + 1] == UInt8(ascii: "w") {
          hasAddresses = true
        }
      default:
        if next == UInt8(ascii: "^") { hasNotes = true }
        if next == UInt8(ascii: "!") { hasAlerts = true }
        if next == 0x20 || next | 0x20 == UInt8(ascii: "x") { hasTasks = true }
      }
    }
    hasTables = hasTables && extensions.contains(.tables)
    hasTildes = hasTildes && extensions.contains(.strikethrough)
    hasAddresses = hasAddresses && extensions.contains(.autolinks)
    hasNotes = hasNotes && extensions.contains(.footnotes)
    hasTasks = hasTasks && extensions.contains(.taskLists)
    hasAlerts = hasAlerts && extensions.contains(.alerts)
    hasAttributes = hasAttributes && extensions.contains(.attributes)
    hasDefinitionLists = hasDefinitionLists && extensions.contains(.definitionLists)
  }

  /// Whether the block structure may differ from what cmark sees.
  var needLayout: Bool { hasTables || hasNotes || hasTasks || hasAlerts || hasDefinitionLists }
  /// Whether inlines may differ from what cmark sees.
  var needInlines: Bool { hasTildes || hasAddresses || hasNotes }
  /// Whether anything may differ.
  var needAssembly: Bool { needLayout || needInlines || hasAttributes }

  /// Whether a text holds what an extension would read otherwise than cmark did.
  func apply(to text: Span<UInt8>, inLink: Bool) -> Bool {
    let count = text.count
    for index in 0..<count {
      let byte = text[index]
      guard byte.isTrigger else { continue }
      switch byte {
      case UInt8(ascii: "~"): if hasTildes { return true }
      case UInt8(ascii: "@"): if hasAddresses, !inLink { return true }
      case UInt8(ascii: ":"):
        if hasAddresses, !inLink, index + 1 < count, text[index + 1] == UInt8(ascii: "/") { return true }
      case UInt8(ascii: "w"):
        if hasAddresses, !inLink, index + 2 < count, text[index + 1] == byte, text[index + 2] == byte {
          return true
        }
      case UInt8(ascii: "["):
        if hasNotes, index + 1 < count, text[index + 1] == UInt8(ascii: "^") { return true }
      default: break
      }
    }
    return false
  }
}

extension UInt8 {
  /// Whether a byte can begin what an extension reads.
  fileprivate var isTrigger: Bool {
    switch self {
    case UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "w"),
      UInt8(ascii: "["),
      UInt8(ascii: "{"):
      true
    default: false
    }
  }
}
