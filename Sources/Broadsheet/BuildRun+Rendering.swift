import BroadsheetCore

extension BuildRun {
  /// What one chunk of outputs came to.
  private struct Chunk: Sendable {
    var emitted: [Emitter.Emitted] = []
    /// For each output where it stands in the manifest, if it is as that says; else -1.
    var positions: [Int32] = []
    /// The folders that were made.
    var folders = TextList()
    /// What the outputs show.
    var dependencies = Dependencies.Part()
    var diagnostics: [Diagnostic] = []
    var failure: Emitter.Failure?
  }

  /// What a task keeps while it renders; a class, since the buffer has one owner.
  private final class Desk {
    var page = OutputBuffer(capacity: 1 << 16)
    var checked: CheckedFolders

    init(_ checked: CheckedFolders) { self.checked = checked }
  }

  /// So many errors are gathered before rendering stops: a mistake in a template shows on every page.
  private static let enough = 100

  /// So many outputs are taken at a time where there are few.
  private static let doubtfulChunk = 4

  /// Opens the output.
  ///
  /// - Parameter trusted: what this process wrote last, if it may be taken as untouched since.
  func openOutput(trusting trusted: OutputManifest? = nil) -> Result<Emitter, Emitter.Failure> {
    do throws(Emitter.Failure) {
      return .success(try Emitter(paths, clean: options.isClean, trusted: trusted))
    } catch {
      return .failure(error)
    }
  }

  /// What came of publishing an edition.
  struct Published: Sendable {
    var press: Press
    var outputs: OutputManifest
    /// What the outputs show, as it was known or as it was found.
    var dependencies: Dependencies?
    var found: [Dependencies.Part] = []
    /// Where that is kept.
    var dependenciesPath: String
  }

  /// Stage D: prepares and renders an edition. Nil where that failed.
  ///
  /// - Parameters:
  ///   - output: what writes it.
  ///   - inputs: a fingerprint of all that was read, by which the next build knows that it has nothing to do.
  ///   - looks: a look at the output that has begun.
  ///   - plan: the outputs, where it is known what they are.
  ///   - dependencies: what an earlier build of this process knew of what they show.
  mutating func publish(
    _ whole: WholeEdition, _ output: Result<Emitter, Emitter.Failure>, _ inputs: LastBuild.Inputs?,
    _ memory: BuildMemory?, looks: OutputLooks? = nil, plan: OutputPlan? = nil,
    dependencies: Dependencies? = nil
  ) async -> Published? {
    memory?.keep(nil)
    let dependencies = self.dependencies(of: whole, output, dependencies)
    guard
      let press = await stage(
        "prepare", { await $0.prepare(whole, plan: plan, dependencies: dependencies) })
    else { return nil }
    return await stage("render") { await $0.render(press, whole, output, inputs, looks) }
  }

  /// Every output, in parallel; then the commit, or all taken back.
  /// Nil where the output is as it was before.
  private mutating func render(
    _ press: Press, _ whole: WholeEdition, _ output: Result<Emitter, Emitter.Failure>,
    _ inputs: LastBuild.Inputs?, _ looks: OutputLooks?
  ) async -> Published? {
    let emitter: Emitter
    let outputs = press.outputs
    let planned: TextList?
    do throws(Emitter.Failure) {
      emitter = try output.get()
      let isSamePlan = outputs.dependencies != nil ? true : await emitter.known.isOf(outputs, jobs: jobs)
      planned = isSamePlan ? nil : TextList(of: outputs)
      try emitter.begin(planned)
    } catch {
      fail(error)
      return nil
    }
    let isSamePlan = planned == nil
    let touched = await self.touched(emitter, looks, isNeeded: outputs.dependencies != nil)
    let untouched = touched.map { emitter.known.untouched($0) } ?? []
    let doubtful = await self.doubtful(press, whole, touched ?? [])
    let count = doubtful?.count ?? outputs.count
    let trouble = Trouble()
    let profile = options.profile
    async let folders = planned.map { OutputManifest.folders(above: $0) } ?? emitter.known.folders
    let checked = await emitter.checkedFolders(above: planned ?? emitter.known.paths, jobs: jobs)
    let size = doubtful == nil ? Parallel.chunk : Self.doubtfulChunk
    let chunks = await Parallel.map(count, chunk: size, jobs: jobs, start: { Desk(checked) }) { range, desk in
      var chunk = Chunk()
      // From the end on: the lists that take longest come last, and no task should be alone with one.
      for place in range.reversed().map({ count - 1 - $0 }) {
        if trouble.isOver(Self.enough) { break }
        let index = doubtful?[place] ?? place
        let output = outputs[index]
        let reads = press.reads(of: output.kind, &chunk.dependencies)
        do throws(Emitter.Failure) {
          let look =
            if let reads {
              try emitter.look(
                at: output.path, index, isSamePlan: isSamePlan, reads: reads, untouched: untouched,
                checked: &desk.checked)
            } else {
              Emitter.Look.stale
            }
          switch look {
          case .known(let position):
            chunk.positions.append(Int32(position))
            continue
          case .touched(let emitted):
            chunk.positions.append(-1)
            chunk.emitted.append(emitted)
            continue
          case .stale: chunk.positions.append(-1)
          }
        } catch {
          chunk.failure = error
          trouble.add(Self.enough + 1)
          break
        }
        desk.page.removeAll()
        do throws(Diagnostic) {
          try profile.measure(.output, output.path, group: press.group(of: output)) {
            () throws(Diagnostic) in try press.write(output, into: &desk.page)
          }
        } catch {
          chunk.diagnostics.append(error)
          trouble.add()
          continue
        }
        do throws(Emitter.Failure) {
          chunk.emitted.append(
            try emitter.emit(
              output.path, at: index, desk.page, reads: reads ?? .zero, checked: &desk.checked,
              folders: &chunk.folders))
        } catch {
          chunk.failure = error
          trouble.add(Self.enough + 1)
          break
        }
      }
      return chunk
    }
    let inOrder = chunks.reversed()
    add(inOrder.flatMap(\.diagnostics))
    let results = Emitter.Results(
      planned: planned, emitted: inOrder.map(\.emitted), positions: inOrder.flatMap(\.positions),
      count: outputs.count, folders: inOrder.map(\.folders))
    if let failure = inOrder.lazy.compactMap(\.failure).first { fail(failure) }
    if whole.isDamaged { isDamaged = true }
    guard !hasFailed, !isDamaged else {
      emitter.rollBack(results)
      return nil
    }
    do throws(Emitter.Failure) {
      let summary = try emitter.commit(results, await folders)
      report.outputs = outputs.count
      report.created = summary.created
      report.changed = summary.changed
      report.unchanged = summary.unchanged
      report.removed = summary.removed
      add(
        summary.setAside.map { path in
          Diagnostic(
            .outputForeignFile, .warning,
            "`\(path)` in the output was not written by Broadsheet and stood in the way",
            help: "it is kept as `.broadsheet/replaced/\(path)`")
        })
      if summary.setAside.isEmpty { remember(inputs, press.edition, at: emitter.lastBuildPath) }
      return Published(
        press: press, outputs: summary.manifest, dependencies: outputs.dependencies,
        found: doubtful == nil ? inOrder.map(\.dependencies) : [],
        dependenciesPath: emitter.dependenciesPath)
    } catch {
      fail(error)
      return nil
    }
  }
}

extension TextList {
  /// The files of outputs.
  fileprivate init(of outputs: OutputPlan) {
    self.init(capacity: outputs.count)
    for output in outputs { SafeAddress.appendOutputPath(of: output.address, to: &self) }
  }
}
