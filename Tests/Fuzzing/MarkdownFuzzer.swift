// Feeds the Markdown engine with what libFuzzer makes up, under the address sanitizer.
//
// Build and run, from the package's folder (B is any empty folder):
//
//   F="-O -sanitize=fuzzer,address -parse-as-library -swift-version 6 -I Sources/CCMark"
//   swiftc $F -enable-experimental-feature Lifetimes -emit-module -emit-library -static \
//     -module-name BroadsheetCore Sources/BroadsheetCore/*/*.swift \
//     -o $B/libBroadsheetCore.a -emit-module-path $B/BroadsheetCore.swiftmodule
//   swiftc $F -I $B -emit-module -emit-library -static -module-name BroadsheetMarkdown \
//     $(find Sources/BroadsheetMarkdown -name '*.swift') \
//     -o $B/libBroadsheetMarkdown.a -emit-module-path $B/BroadsheetMarkdown.swiftmodule
//   swiftc $F -I $B -L $B Tests/Fuzzing/MarkdownFuzzer.swift -lBroadsheetMarkdown -lBroadsheetCore -lcmark \
//     -o $B/markdown-fuzzer
//   SWIFT_BACKTRACE=enable=no $B/markdown-fuzzer -max_total_time=600 -max_len=2048 CORPUS
//
// Seeds: the examples in Tests/BroadsheetMarkdownTests/Examples, one file each, and CommonMark's.

import BroadsheetCore
import BroadsheetMarkdown

/// Blocks lie in the HTML, the inner ones in the outer ones, and their texts as well.
private func checkContainers(_ body: RenderedBody, length: Int) {
  for container in body.containers {
    precondition(container.html.upperBound <= length && container.text.upperBound <= body.containerText.count)
    precondition(
      container.html.lowerBound < container.content.lowerBound
        && container.content.upperBound < container.html.upperBound)
    guard let parent = container.parent else { continue }
    let outer = body.containers[parent]
    precondition(
      outer.content.lowerBound <= container.html.lowerBound
        && container.html.upperBound <= outer.content.upperBound)
  }
  for item in body.containerItems {
    precondition(item.html.upperBound <= length && item.text.upperBound <= body.containerText.count)
    precondition(
      item.labelHTML.lowerBound >= item.html.lowerBound && item.labelHTML.upperBound <= item.html.upperBound)
  }
}

/// Parses and renders one input in each form, and checks what must hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  var site = MarkdownOptions.site
  site.blocks = [
    BlockDefinition(name: "a", attributes: ["b"]),
    BlockDefinition(name: "note", requiredAttributes: ["kind"]),
    BlockDefinition(name: "quiet", isProse: false),
  ]
  for options in [MarkdownOptions.commonMark, .gitHub, site] {
    let document = MarkdownDocument(parsing: source, options: options)
    var out = OutputBuffer(capacity: 256)
    out.append("before")
    let body = document.renderBody(into: &out)
    let length = out.count - 6
    for slot in body.slots { precondition(slot.offset >= 0 && slot.offset <= length) }
    for block in body.blocks {
      precondition(block.html.upperBound <= length)
      precondition(block.source.upperBound <= source.count * 3)
    }
    checkContainers(body, length: length)
    let prose = document.prose()
    var end = 0
    for block in prose.blocks {
      precondition(block.range.lowerBound >= end && block.range.upperBound < prose.text.count)
      end = block.range.upperBound
    }
    for mark in prose.marks { precondition(mark.range.upperBound <= prose.text.count) }
    // Nothing that browsers run is ever in an address that the site's form writes.
    if !options.isPlain, options.rawHTML == .drop {
      precondition(!out.string().contains("href=\"javascript:"))
    }
  }
  return 0
}
