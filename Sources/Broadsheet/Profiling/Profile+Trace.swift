import BroadsheetCore

extension Profile {
  /// The trace in the form that Chromium's `chrome://tracing` and Perfetto read: complete events (`"ph":"X"`), in
  /// microseconds, a row for each thread.
  public func trace() -> String {
    let spans = spans
    var json = JSONWriter(capacity: spans.count * 128 + 1024)
    json.object { json in
      json.member("displayTimeUnit", "ms")
      json.array("traceEvents") { list in
        for lane in Set(spans.map(\.lane)).sorted() {
          list.object { event in
            event.member("ph", "M")
            event.member("name", "thread_name")
            event.member("pid", 1)
            event.member("tid", lane)
            event.object("args") { $0.member("name", "thread \(lane)") }
          }
        }
        for span in spans {
          list.object { event in
            event.member("ph", "X")
            event.member("cat", span.kind.rawValue)
            event.member("name", span.name)
            event.member("pid", 1)
            event.member("tid", span.lane)
            event.member("ts", Int(span.start / 1000))
            event.member("dur", Int(span.duration / 1000))
            if !span.group.isEmpty { event.object("args") { $0.member("template", span.group) } }
          }
        }
      }
    }
    return json.string() + "\n"
  }

  /// Writes the trace to a file.
  public func writeTrace(to path: String) throws(Diagnostic) { try Files.write(trace(), to: path) }
}
