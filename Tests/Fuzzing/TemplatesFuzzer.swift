// Feeds the template engine with arbitrary templates: it must render them or refuse them, and never crash,
// hang or touch memory that is not its own.
//
// The fuzzer is no part of the package. To build and run it for ten minutes from the package's folder:
//
//   mkdir -p .build/fuzz/modules .build/fuzz/corpus
//   swiftc -O -sanitize=address -parse-as-library -emit-module -emit-library -static \
//     -module-name BroadsheetCore -enable-experimental-feature Lifetimes -swift-version 6 \
//     -emit-module-path .build/fuzz/modules/BroadsheetCore.swiftmodule -o .build/fuzz/libBroadsheetCore.a \
//     $(find Sources/BroadsheetCore -name '*.swift')
//   swiftc -O -sanitize=fuzzer,address -parse-as-library -enable-testing -module-name TemplatesFuzzer \
//     -swift-version 6 -I .build/fuzz/modules -L .build/fuzz -lBroadsheetCore -o .build/fuzz/templates \
//     Tests/Fuzzing/TemplatesFuzzer.swift $(find Sources/BroadsheetTemplates -name '*.swift')
//   SWIFT_BACKTRACE=enable=no .build/fuzz/templates -max_total_time=600 -max_len=2000 -timeout=10 \
//     -dict=Tests/Fuzzing/Templates.dict .build/fuzz/corpus
//
// The first byte chooses the options; what follows is up to three templates, separated by a zero byte, of
// which the first is rendered.

import BroadsheetCore

private let context: [String: Value] = [
  "a": 1, "b": "text <b>", "c": [1, 2, 3], "d": ["x": 1, "y": [["z": "é"], "q"]], "e": 1.5, "f": true,
  "g": .none, "h": .markup("<i>"), "i": .record(Record.make(Shape(["p", "q"]), [1, .absent])),
]

/// One input of the fuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplates(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let options = TemplateOptions(
    autoescape: bytes[0] & 1 == 0 ? .on : .off, strictUndefined: bytes[0] & 2 != 0,
    trimBlocks: bytes[0] & 4 != 0, lstripBlocks: bytes[0] & 8 != 0,
    limits: Limits(callDepth: 40, steps: 20_000, outputBytes: 200_000))
  var builder = TemplateEnvironment.Builder(options)
  for (index, source) in bytes.dropFirst().split(separator: 0, maxSplits: 2).enumerated() {
    builder.addTemplate(name: "t\(index)", source: Array(source))
  }
  let (environment, diagnostics) = builder.build()
  for diagnostic in diagnostics { _ = DiagnosticFormat.text.describe(diagnostic) }
  var out = OutputBuffer()
  do throws(Diagnostic) {
    try environment.render("t0", context: context, into: &out)
  } catch {
    _ = DiagnosticFormat.text.describe(error)
  }
  return 0
}
