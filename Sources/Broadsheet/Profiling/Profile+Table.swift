extension Profile {
  /// So many of the slowest are named.
  private static let shown = 10

  /// What a person reads: time by stage, by template, and the slowest articles and pages.
  public func table() -> String {
    let spans = spans
    let stages = spans.filter { $0.kind == .stage }
    let total = stages.reduce(0) { $0 + $1.duration }
    var text = "Stages" + Self.pad("ms", 44) + Self.pad("share", 8) + Self.pad("peak MB", 10) + "\n"
    for stage in stages {
      text += Self.row(
        stage.name,
        [
          Self.milliseconds(stage.duration), Self.share(stage.duration, total),
          Self.pad("\(stage.memory / 1_000_000)", 10),
        ])
    }
    text += Self.row("total", [Self.milliseconds(total)])
    text += templates(spans.filter { $0.kind == .output })
    text += slowest("Slowest articles to read", spans.filter { $0.kind == .article })
    text += slowest("Slowest files to write", spans.filter { $0.kind == .output })
    return text
  }

  /// Outputs by their template, summed over all threads.
  private func templates(_ outputs: [Span]) -> String {
    if outputs.isEmpty { return "" }
    var groups: [String: (count: Int, sum: Int64, most: Int64)] = [:]
    for span in outputs {
      var group = groups[span.group] ?? (0, 0, 0)
      group.count += 1
      group.sum += span.duration
      group.most = max(group.most, span.duration)
      groups[span.group] = group
    }
    var text =
      "\nTemplates and other files" + Self.pad("ms, all threads", 25) + Self.pad("files", 8)
      + Self.pad("mean µs", 10) + Self.pad("most µs", 10) + "\n"
    for (name, group) in groups.sorted(by: { ($1.value.sum, $0.key) < ($0.value.sum, $1.key) }) {
      text += Self.row(
        name,
        [
          Self.milliseconds(group.sum), Self.pad("\(group.count)", 8),
          Self.pad("\(group.sum / Int64(group.count) / 1000)", 10), Self.pad("\(group.most / 1000)", 10),
        ])
    }
    return text
  }

  private func slowest(_ title: String, _ spans: [Span]) -> String {
    if spans.isEmpty { return "" }
    let order = spans.sorted { ($1.duration, $0.name) < ($0.duration, $1.name) }
    return "\n\(title)\n"
      + order.prefix(Self.shown).map { Self.row($0.name, [Self.milliseconds($0.duration)]) }.joined()
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    let width = 40
    let left = name.count > width ? "…" + name.suffix(width - 1) : name
    return "  " + left + String(repeating: " ", count: width - left.count) + cells.joined() + "\n"
  }

  private static func milliseconds(_ nanoseconds: Int64) -> String {
    let tenths = (nanoseconds + 50_000) / 100_000
    return pad("\(tenths / 10).\(tenths % 10)", 8)
  }

  private static func share(_ part: Int64, _ total: Int64) -> String {
    pad("\(total == 0 ? 0 : (part * 100 + total / 2) / total) %", 8)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
