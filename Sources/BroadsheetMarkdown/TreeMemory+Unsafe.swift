import CCMark
import CTreeMemory

/// The memory that a document's tree is built in while it is parsed, given back all at once.
struct TreeMemory {
  private let pointer: OpaquePointer

  /// Longer sources, in bytes, have their trees on the heap: memory of which nothing is freed would grow too large.
  static let longestSource = 1 << 20

  /// Begins to build this thread's trees in memory of their own, until ``end()``; nil where there is none left.
  init?() {
    guard let pointer = broadsheet_tree_memory_begin() else { return nil }
    self.pointer = pointer
  }

  /// No more is built. Reading what was built needs no memory.
  func end() { broadsheet_tree_memory_end(pointer) }

  /// Gives all back, with every node that was built in it.
  func free() { broadsheet_tree_memory_free(pointer) }

  /// What cmark builds this thread's trees with now; nil for the heap.
  static var allocator: UnsafeMutablePointer<cmark_mem>? {
    unsafe broadsheet_tree_allocator()?.assumingMemoryBound(to: cmark_mem.self)
  }
}
