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
    let known = last?.key == key ? last : Dependencies.read(emitter.dependenciesPath, key: key)
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
    _ press: Press, _ whole: WholeEdition, _ known: OutputManifest, _ touched: [Int]
  ) async -> [Int]? {
    guard let dependencies = press.outputs.dependencies else { return nil }
    var isDoubtful = await dependencies.outputs(reading: whole.replaced, jobs: jobs)
    // What the manifest as a whole does not say was made of an edition that nobody knows any more.
    for position in known.changed + touched { isDoubtful[position] = true }
    return isDoubtful.indices.filter { isDoubtful[$0] }
  }

  /// Keeps what was published for the next build: of this process, or of another.
  func keep(_ published: Published?, _ whole: WholeEdition, _ memory: BuildMemory?) {
    guard let published else { return }
    var dependencies = published.dependencies
    if let key = dependenciesKey(whole, published.outputs), dependencies?.key != key {
      dependencies = nil
      // What may ask for any article may come out differently after each edit.
      if !published.found.isEmpty, !published.found.contains(where: \.readsAll) {
        dependencies = Dependencies.write(
          published.found, replaced: whole.replaced, key: key, to: published.dependenciesPath)
      }
    }
    memory?.keep(
      BuildMemory.State(
        whole: whole, press: published.press, outputs: published.outputs, dependencies: dependencies))
  }
}
