/// All outputs of a build: made for it, or as they were when their dependencies were kept.
struct OutputPlan: RandomAccessCollection, Sendable {
  /// The outputs, where they are made for this build; else empty.
  private let outputs: [PlannedOutput]
  private let kept: Source?

  /// What a kept plan is read from.
  private struct Source: Sendable {
    var dependencies: Dependencies
    var edition: Edition
    var themeAssets: [ThemeAsset]
  }

  init(_ outputs: [PlannedOutput]) {
    self.outputs = outputs
    kept = nil
  }

  /// The plan of which the dependencies were kept.
  init(_ dependencies: Dependencies, _ edition: Edition, themeAssets: [ThemeAsset]) {
    outputs = []
    kept = Source(dependencies: dependencies, edition: edition, themeAssets: themeAssets)
  }

  /// What is known of the outputs; nil where they are made for this build.
  var dependencies: Dependencies? { kept?.dependencies }

  var startIndex: Int { 0 }
  var endIndex: Int { kept?.dependencies.count ?? outputs.count }

  subscript(position: Int) -> PlannedOutput {
    guard let kept else { return outputs[position] }
    let kind = kept.dependencies.kind(at: position)
    return PlannedOutput(kept.edition.address(of: kind, themeAssets: kept.themeAssets), kind)
  }
}
