import BroadsheetCore

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
  private(set) var hasBlocks = false

  /// Whether text in brackets may be a link that cmark did not see.
  var hasHiddenLinks = false
  /// Whether `www.` occurs, which need not be looked for in each text then.
  private var hasDomains = false
  /// Whether a text can hold `@`, be it as an entity.
  private var hasAts = false

  init(_ source: Span<UInt8>, _ options: MarkdownOptions) {
    let extensions = options.extensions
    let knowsBlocks = !options.isPlain && !options.blocks.isEmpty
    if extensions.isEmpty, !knowsBlocks { return }
    let count = source.count
    hasTables = extensions.contains(.tables) && source.has(UInt8(ascii: "|"))
    hasTildes = extensions.contains(.strikethrough) && source.has(UInt8(ascii: "~"))
    hasAttributes = extensions.contains(.attributes) && source.has(UInt8(ascii: "{"))
    if extensions.contains(.autolinks) {
      hasDomains = source.hasDomainPrefix
      hasAddresses = hasDomains || source.has(UInt8(ascii: "@"))
      hasAts = source.has(UInt8(ascii: "@")) || source.has(UInt8(ascii: "&"))
    }
    var index = 0
    while let found = source.next(UInt8(ascii: ":"), from: index) {
      index = found + 1
      let next = index < count ? source[index] : 0x0A
      if next == UInt8(ascii: "/"), extensions.contains(.autolinks) { hasAddresses = true }
      if next == 0x20 || next == 0x09, found > 0, source[found - 1].isMarkdownSpace {
        hasDefinitionLists = extensions.contains(.definitionLists)
      }
      if next == UInt8(ascii: ":"), knowsBlocks { hasBlocks = true }
      // A delimiter row of one column needs no bar.
      if next == UInt8(ascii: "-") || (found > 0 && source[found - 1] == UInt8(ascii: "-")) {
        hasTables = extensions.contains(.tables)
      }
    }
    index = 0
    while let found = source.next(UInt8(ascii: "["), from: index) {
      index = found + 1
      let next = index < count ? source[index] : 0x0A
      if next == UInt8(ascii: "^") { hasNotes = extensions.contains(.footnotes) }
      if next == UInt8(ascii: "!") { hasAlerts = extensions.contains(.alerts) }
      if next == 0x20 || next | 0x20 == UInt8(ascii: "x") { hasTasks = extensions.contains(.taskLists) }
    }
  }

  /// Whether the block structure may differ from what cmark sees.
  var needLayout: Bool { hasTables || hasNotes || hasTasks || hasBlocks }
  /// Whether inlines may differ from what cmark sees.
  var needInlines: Bool { hasTildes || hasAddresses || hasNotes }
  /// Whether something may be added to blocks that cmark sees.
  var needStructure: Bool { hasAttributes || hasAlerts || hasDefinitionLists }

  /// Whether a text holds what an extension would read otherwise than cmark did.
  func apply(to text: Span<UInt8>, inLink: Bool) -> Bool {
    if hasTildes, text.has(UInt8(ascii: "~")) { return true }
    if hasHiddenLinks, text.has(UInt8(ascii: "[")) { return true }
    if hasNotes, Self.has(text, UInt8(ascii: "["), before: UInt8(ascii: "^")) { return true }
    guard hasAddresses, !inLink else { return false }
    return hasAts && text.has(UInt8(ascii: "@"))
      || Self.has(text, UInt8(ascii: ":"), before: UInt8(ascii: "/"))
      || (hasDomains && text.hasDomainPrefix)
  }

  private static func has(_ text: Span<UInt8>, _ byte: UInt8, before following: UInt8) -> Bool {
    var index = 0
    while let found = text.next(byte, from: index) {
      index = found + 1
      if index < text.count, text[index] == following { return true }
    }
    return false
  }
}

extension Span where Element == UInt8 {
  /// Whether `www.` occurs.
  fileprivate var hasDomainPrefix: Bool {
    var index = 0
    while let dot = next(UInt8(ascii: "."), from: index) {
      index = dot + 1
      let w = UInt8(ascii: "w")
      if dot >= 3, self[dot - 1] == w, self[dot - 2] == w, self[dot - 3] == w { return true }
    }
    return false
  }
}
