import BroadsheetCore

/// Which outputs a build looks at more closely.
extension BuildRun {
  /// What is known of what the outputs of an edition show.
  ///
  /// - Parameter last: what an earlier build of this process knew.
  func dependencies(
    of whole: WholeEdition, _ output: Result<Emitter, Emitter.Failure>, _ last: Dependencies?
  ) -> Dependencies? {
    guard let emitter = try? output.get(), emitter.interrupted.isEmpty,
      let key = dependenciesKey(whole, emitter.known)
    else { return nil }
    let outputs = emitter.known.changedReads
    let known =
      last?.key == key && last?.outputs == outputs
      ? last : Dependencies.read(emitter.dependenciesPath, key: key, outputs: outputs)
    return known?.count == emitter.known.count ? known : nil
  }

  /// A fingerprint of all that decides what outputs there are, and what they show; nil where nobody can go on from it.
  private func dependenciesKey(_ whole: WholeEdition, _ outputs: OutputManifest) -> ContentHash? {
    guard let base = whole.base, let seal = outputs.seal else { return nil }
    var print = Fingerprint()
    print.add(base.seal)
    print.add(whole.site.print)
    print.add(whole.theme.print)
    print.add(seal)
    return print.value
  }

  /// The files of the output that are not as they were left; nil where nobody has looked.
  ///
  /// - Parameters:
  ///   - looks: a look that has begun.
  ///   - isNeeded: whether one is to be begun where none has.
  func touched(_ emitter: Emitter, _ looks: OutputLooks?, isNeeded: Bool) async -> [Int]? {
    if emitter.isTrusting { return nil }
    if let looks { return await looks.touched() }
    return isNeeded ? await OutputLooks(emitter, jobs: jobs).touched() : nil
  }

  /// The outputs that may not be as they were, in their order; nil where these are all for what is known.
  ///
  /// - Parameter touched: those whose files are not as they were left.
  func doubtful(
    _ press: Press, _ whole: WholeEdition, _ touched: [Int]
  ) async -> [Int]? {
    guard let dependencies = press.outputs.dependencies else { return nil }
    let changed = dependencies.changed(whole.replaced)
    var isDoubtful = await dependencies.outputs(showing: changed, jobs: jobs)
    for position in touched { isDoubtful[position] = true }
    return isDoubtful.indices.filter { isDoubtful[$0] }
  }

  /// Keeps what was published for the next build: of this process, or of another.
  func keep(_ published: Published?, _ whole: WholeEdition, _ memory: BuildMemory?) {
    guard let published else { return }
    var dependencies: Dependencies?
    if let key = dependenciesKey(whole, published.outputs) {
      let (path, outputs) = (published.dependenciesPath, published.outputs.changedReads)
      if let known = published.dependencies, known.key == key {
        dependencies = known.replacing(whole.replaced, outputs: outputs, at: path)
      } else if !published.found.isEmpty, !published.found.contains(where: \.readsAll) {
        // What may ask for any article may come out differently after each edit.
        dependencies = Dependencies.write(
          published.found, whole.replaced, outputs: outputs, key: key, to: path)
      }
    }
    memory?.keep(
      BuildMemory.State(
        whole: whole, press: published.press, outputs: published.outputs, dependencies: dependencies))
  }
}
