import BroadsheetCore

extension BuildRun {
  /// What one chunk of outputs came to.
  private struct Chunk: Sendable {
    var emitted: [Emitter.Emitted] = []
    /// For each output where it stands in the manifest, if it is as that says; else -1.
    var positions: [Int32] = []
    /// The folders that were made.
    var folders = TextList()
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

  /// Stage D: prepares and renders an edition, and leaves it in `memory`. False where that failed.
  ///
  /// - Parameters:
  ///   - output: what writes it.
  ///   - inputs: a fingerprint of all that was read, by which the next build knows that it has nothing to do.
  ///   - plan: the outputs, where it is known what they are.
  mutating func publish(
    _ whole: WholeEdition, _ output: Result<Emitter, Emitter.Failure>, _ inputs: ContentHash?,
    _ memory: BuildMemory?, plan: [PlannedOutput]? = nil
  ) async -> Bool {
    memory?.keep(nil)
    guard let press = await stage("prepare", { await $0.prepare(whole, plan: plan) }),
      let outputs = await stage("render", { await $0.render(press, whole, output, inputs) })
    else { return false }
    memory?.keep(BuildMemory.State(whole: whole, press: press, outputs: outputs))
    return true
  }

  /// Every output, in parallel; then the commit, or all taken back.
  /// Nil where the output is as it was before.
  private mutating func render(
    _ press: Press, _ whole: WholeEdition, _ output: Result<Emitter, Emitter.Failure>, _ inputs: ContentHash?
  ) async -> OutputManifest? {
    let emitter: Emitter
    let outputs = press.outputs
    let planned: TextList?
    do throws(Emitter.Failure) {
      emitter = try output.get()
      planned = await emitter.known.isOf(outputs, jobs: jobs) ? nil : TextList(of: outputs)
      try emitter.begin(planned)
    } catch {
      fail(error)
      return nil
    }
    let isSamePlan = planned == nil
    let trouble = Trouble()
    let profile = options.profile
    async let folders = planned.map { OutputManifest.folders(above: $0) } ?? emitter.known.folders
    let checked = await emitter.checkedFolders(above: planned ?? emitter.known.paths, jobs: jobs)
    let chunks = await Parallel.map(outputs.count, jobs: jobs, start: { Desk(checked) }) { range, desk in
      var chunk = Chunk()
      // From the end on: the lists that take longest come last, and no task should be alone with one.
      for index in range.reversed().map({ outputs.count - 1 - $0 }) {
        if trouble.isOver(Self.enough) { break }
        let reads = press.reads(of: outputs[index].kind)
        do throws(Emitter.Failure) {
          let look =
            if let reads {
              try emitter.look(
                at: outputs[index].path, index, isSamePlan: isSamePlan, reads: reads, checked: &desk.checked)
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
        let output = outputs[index]
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
      folders: inOrder.map(\.folders))
    if let failure = inOrder.lazy.compactMap(\.failure).first { fail(failure) }
    if whole.records.isDamaged { isDamaged = true }
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
      return summary.manifest
    } catch {
      fail(error)
      return nil
    }
  }
}

extension TextList {
  /// The files of outputs.
  fileprivate init(of outputs: [PlannedOutput]) {
    self.init(capacity: outputs.count)
    for output in outputs { SafeAddress.appendOutputPath(of: output.address, to: &self) }
  }
}
