import CCMark

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a node of cmark's tree is; the raw values are `cmark_node_type`'s.
enum NodeKind: UInt8 {
  case none = 0
  case document
  case blockQuote
  case list
  case item
  case codeBlock
  case htmlBlock
  case customBlock
  case paragraph
  case heading
  case thematicBreak
  case text
  case softBreak
  case lineBreak
  case code
  case htmlInline
  case customInline
  case emphasis
  case strong
  case link
  case image

  /// Whether nodes of this kind hold other nodes.
  var isContainer: Bool {
    switch self {
    case .document, .blockQuote, .list, .item, .customBlock, .paragraph, .heading, .customInline, .emphasis,
      .strong, .link, .image:
      true
    default: false
    }
  }

  /// Whether this is a block.
  var isBlock: Bool { rawValue <= NodeKind.thematicBreak.rawValue }
}

/// A borrowed node of cmark's tree. It must not outlive the ``MarkdownDocument`` that owns the tree, which
/// is why it never leaves this module.
struct Node: Equatable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  /// Makes a node that stands alone; whoever makes it inserts or frees it.
  init(making kind: NodeKind) {
    let type = cmark_node_type(UInt32(kind.rawValue))
    let allocator = unsafe TreeMemory.allocator ?? cmark_get_default_mem_allocator()
    guard let made = unsafe cmark_node_new_with_mem(type, allocator) else {
      preconditionFailure("cmark makes every kind of node")
    }
    pointer = made
  }

  var kind: NodeKind {
    let value = UInt8(truncatingIfNeeded: cmark_node_get_type(pointer).rawValue)
    // The cases count from 0 as their raw values do.
    return value <= NodeKind.image.rawValue ? unsafe unsafeBitCast(value, to: NodeKind.self) : .none
  }
  var next: Node? { Node(cmark_node_next(pointer)) }
  var previous: Node? { Node(cmark_node_previous(pointer)) }
  var parent: Node? { Node(cmark_node_parent(pointer)) }
  var firstChild: Node? { Node(cmark_node_first_child(pointer)) }
  var lastChild: Node? { Node(cmark_node_last_child(pointer)) }

  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
  var isTightList: Bool { cmark_node_get_list_tight(pointer) != 0 }

  /// A number of our own, from 1; 0 where none was set.
  var mark: Int {
    get { Int(bitPattern: cmark_node_get_user_data(pointer)) }
    nonmutating set { _ = cmark_node_set_user_data(pointer, UnsafeMutableRawPointer(bitPattern: newValue)) }
  }

  /// Calls `body` with the node's text, which is empty where it has none.
  @inline(__always)
  func withLiteral<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    Self.withBytes(of: cmark_node_get_literal(pointer), body)
  }

  /// Calls `body` with the address of a link or an image.
  @inline(__always)
  func withURL<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    Self.withBytes(of: cmark_node_get_url(pointer), body)
  }

  /// Calls `body` with the title of a link or an image.
  @inline(__always)
  func withTitle<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    Self.withBytes(of: cmark_node_get_title(pointer), body)
  }

  /// Calls `body` with the info string of a code block.
  @inline(__always)
  func withFenceInfo<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    Self.withBytes(of: cmark_node_get_fence_info(pointer), body)
  }

  @inline(__always)
  private static func withBytes<Result>(
    of text: UnsafePointer<CChar>?, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    guard let text else { return body(Span()) }
    let count = strlen(text)
    return unsafe text.withMemoryRebound(to: UInt8.self, capacity: count) {
      body(unsafe UnsafeBufferPointer(start: $0, count: count).span)
    }
  }

  /// Sets the text of a node that has one. The bytes end at the first NUL.
  func setLiteral(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_literal(pointer, $0) } }

  /// Sets the address of a link or an image.
  func setURL(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_url(pointer, $0) } }

  /// Sets the title of a link or an image.
  func setTitle(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_title(pointer, $0) } }

  private static func withCString(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Void) {
    var terminated = bytes
    terminated.append(0)
    unsafe terminated.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
        if let base = characters.baseAddress { unsafe body(base) }
      }
    }
  }

  /// Sets the level of a heading, from 1 to 6.
  func setHeadingLevel(_ level: Int) { _ = cmark_node_set_heading_level(pointer, Int32(level)) }

  /// Appends a node that stands alone.
  func append(_ child: Node) { _ = cmark_node_append_child(pointer, child.pointer) }

  /// Puts a node that stands alone in front of all children.
  func prepend(_ child: Node) { _ = cmark_node_prepend_child(pointer, child.pointer) }

  /// Puts a node that stands alone behind this one.
  func insertAfter(_ sibling: Node) { _ = cmark_node_insert_after(pointer, sibling.pointer) }

  /// Puts a node that stands alone before this one.
  func insertBefore(_ sibling: Node) { _ = cmark_node_insert_before(pointer, sibling.pointer) }

  /// Takes the node out of its tree; the caller owns it then.
  func unlink() { cmark_node_unlink(pointer) }

  /// Takes the node out of its tree and frees it with all that it holds.
  func free() { cmark_node_free(pointer) }
}
