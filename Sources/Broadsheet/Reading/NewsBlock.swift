import BroadsheetCore
import BroadsheetMarkdown

/// The blocks that news has: what each allows, and what its attributes must say.
enum NewsBlock {
  /// Blocks nested deeper are an error: every level writes again what it holds.
  static let deepest = 16

  /// The blocks for which the theme has templates.
  static let builtin = [
    BlockDefinition(name: "key-points", isProse: false),
    BlockDefinition(name: "timeline"),
    BlockDefinition(name: "pull-quote", attributes: ["by", "role"], allowsLabel: false, isProse: false),
    BlockDefinition(name: "question"),
    BlockDefinition(name: "answer", attributes: ["by"], allowsLabel: false),
    BlockDefinition(name: "fact-box"),
    BlockDefinition(
      name: "correction", attributes: ["date"], requiredAttributes: ["date"], isProse: false),
    BlockDefinition(name: "update", attributes: ["time"], requiredAttributes: ["time"]),
    BlockDefinition(
      name: "claim", attributes: ["by", "organisation", "date", "rating", "value", "source"],
      requiredAttributes: ["rating"]),
    BlockDefinition(name: "gallery", isProse: false),
    BlockDefinition(name: "embed", attributes: ["url"], requiredAttributes: ["url"], isProse: false),
    BlockDefinition(name: "related", isProse: false),
  ]

  /// Those and the ones that a site has templates for in `Templates/Blocks/`.
  static func known(to paths: SitePaths) -> [BlockDefinition] {
    let names = ((try? FileSystem.entries(of: paths.templates + "/Blocks")) ?? []).compactMap { $0 }
    let known = Set(builtin.map(\.name))
    return builtin
      + names.filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }
      .filter { !known.contains($0) }.sorted(by: FileSystem.precedes)
      .map { BlockDefinition(name: $0, attributes: nil) }
  }

  /// Reads what the blocks' attributes mean, gives updates their ids, and says what is wrong with them.
  static func complete(
    _ blocks: inout [ArticleBody.Block], site: SiteConfiguration, file: String
  ) -> [Diagnostic] {
    guard !blocks.isEmpty else { return [] }
    var diagnostics: [Diagnostic] = []
    var ids = Set(blocks.compactMap(\.id))
    for index in blocks.indices {
      func complain(_ message: String, help: String) {
        let location = SourceLocation(file: file, line: blocks[index].line, column: blocks[index].column)
        diagnostics.append(Diagnostic(.invalidBlockAttribute, message, at: location, help: help))
      }
      let block = blocks[index]
      if block.depth == deepest {
        complain("blocks are nested deeper than \(deepest) levels here", help: "nest them less deeply")
      }
      for item in block.items.indices {
        blocks[index].items[item].date = date(block.items[item].label, site)
      }
      if let name = ["date", "time"].first(where: { block.attribute($0) != nil }),
        let text = block.attribute(name)
      {
        blocks[index].date = Moment(parsing: text, zone: site.zone)
        if blocks[index].date == nil, builtin.contains(where: { $0.name == block.name }) {
          complain(
            "`\(name)` of the block `\(block.name)` is not a date: `\(text.prefix(80))`",
            help: "write it as 2026-03-01 or 2026-03-01T09:30:00+01:00")
        }
      }
      switch block.name {
      case "update": name(&blocks[index], &ids, site)
      case "claim":
        if let value = block.attribute("value"), !(["1", "2", "3", "4", "5"].contains(value)) {
          complain(
            "`value` of the block `claim` is not 1 to 5: `\(value.prefix(80))`", help: "1 is false, 5 is true"
          )
        }
        if block.label.isEmpty {
          complain(
            "the block `claim` does not say what was claimed",
            help: "write `::: claim rating=\"…\" The claim`")
        }
        if let source = block.attribute("source"), !source.hasPrefix("https://"), !source.hasPrefix("http://")
        {
          complain(
            "`source` of the block `claim` is not an address: `\(source.prefix(80))`",
            help: "write it with https://")
        }
      case "embed":
        guard let url = block.attribute("url") else { continue }
        switch Embed.frame(for: url, allowed: site.embeds) {
        case .success(let frame): blocks[index].frame = frame
        case .failure(let problem): complain(problem.message, help: problem.help)
        }
      default: break
      }
    }
    return diagnostics
  }

  /// Gives an update that has no id one that its time makes, so that its address never changes.
  private static func name(
    _ block: inout ArticleBody.Block, _ ids: inout Set<String>, _ site: SiteConfiguration
  ) {
    guard block.id == nil, let date = block.date else { return }
    let time = date.rfc3339(in: site.zone).prefix(16).replacing(":", with: "").lowercased()
    var id = "update-" + time
    var number = 1
    while !ids.insert(id).inserted {
      number += 1
      id = "update-\(time)-\(number)"
    }
    block.id = id
  }

  /// A date as people write it in front of an item; nil where the label is something else.
  private static func date(_ label: String, _ site: SiteConfiguration) -> Moment? {
    var text = Substring(label)
    while let last = text.last, last == ":" || last == " " { text.removeLast() }
    return Moment(parsing: String(text), zone: site.zone)
  }
}
