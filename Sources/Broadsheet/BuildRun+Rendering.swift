import BroadsheetCore

extension BuildRun {
  /// What one chunk of outputs came to.
  private struct Chunk: Sendable {
    var emitted: [Emitter.Emitted] = []
    var diagnostics: [Diagnostic] = []
    var failure: Emitter.Failure?
  }

  /// What a task keeps while it renders; a class, since the buffer has one owner.
  private final class Desk {
    var page = OutputBuffer(capacity: 1 << 16)
    var checked: Set<Substring> = []
  }

  /// So many errors are gathered before rendering stops: a mistake in a template shows on every page.
  private static let enough = 100

  /// Stage D: every output, in parallel; then the commit, or all taken back.
  /// - Parameter inputs: a fingerprint of all that was read, by which the next build knows that it has nothing to do.
  mutating func render(_ press: Press, _ inputs: ContentHash?) async {
    let emitter: Emitter
    do throws(Emitter.Failure) {
      emitter = try Emitter(paths, clean: options.isClean)
      try emitter.begin(press.outputs.map(\.path))
    } catch {
      return fail(error)
    }
    let outputs = press.outputs
    let trouble = Trouble()
    let chunks = await Parallel.map(outputs.count, jobs: jobs, start: { Desk() }) { range, desk in
      var chunk = Chunk()
      for index in range {
        if trouble.isOver(Self.enough) { break }
        let output = outputs[index]
        let reads = press.reads(of: output)
        do throws(Emitter.Failure) {
          if let reads, let emitted = try emitter.current(output.path, reads: reads, checked: &desk.checked) {
            chunk.emitted.append(emitted)
            continue
          }
        } catch {
          chunk.failure = error
          trouble.add(Self.enough + 1)
          break
        }
        desk.page.removeAll()
        do throws(Diagnostic) { try press.write(output, into: &desk.page) } catch {
          chunk.diagnostics.append(error)
          trouble.add()
          continue
        }
        do throws(Emitter.Failure) {
          chunk.emitted.append(
            try emitter.emit(output.path, desk.page, reads: reads ?? .zero, checked: &desk.checked))
        } catch {
          chunk.failure = error
          trouble.add(Self.enough + 1)
          break
        }
      }
      return chunk
    }
    add(chunks.flatMap(\.diagnostics))
    let emitted = chunks.flatMap(\.emitted)
    if let failure = chunks.lazy.compactMap(\.failure).first { fail(failure) }
    guard !hasFailed else { return emitter.rollBack(emitted) }
    do throws(Emitter.Failure) {
      let summary = try emitter.commit(emitted)
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
    } catch {
      fail(error)
    }
  }
}
