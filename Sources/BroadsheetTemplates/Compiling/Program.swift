/// How text that is printed is escaped.
enum Escaping: UInt8, Sendable {
  case off, on
  /// As the state of the moment says.
  case dynamic
}

/// One operation of an expression; children are indices of other nodes, names of ``Program/names``.
enum Node: Sendable {
  case constant(Int32)
  case local(slot: Int32, name: Int32)
  case outer(slot: Int32, name: Int32, depth: Int32)
  case attribute(Int32, name: Int32)
  case item(Int32, Int32)
  /// Bounds are three operands from `bounds` on, -1 where left out.
  case slice(Int32, bounds: Int32)
  case call(Int32, arguments: Int32)
  case method(Int32, name: Int32, arguments: Int32)
  case filter(Int32, use: Int32, arguments: Int32)
  case test(Int32, use: Int32, arguments: Int32)
  /// `is defined` or, where it is not `wanted`, `is undefined`.
  case defined(Int32, wanted: Bool)
  case negative(Int32)
  case positive(Int32)
  case not(Int32)
  case binary(BinaryOperator, Int32, Int32)
  case and(Int32, Int32)
  case or(Int32, Int32)
  case compare(ComparisonOperator, Int32, Int32)
  /// Operands from `start` on: operator and node in turn.
  case chain(Int32, start: Int32, count: Int32)
  /// `otherwise` is -1 where there is no `else`.
  case conditional(Int32, then: Int32, otherwise: Int32)
  case concatenation(start: Int32, count: Int32, Escaping)
  case list(start: Int32, count: Int32)
  case tuple(start: Int32, count: Int32)
  case dictionary(start: Int32, count: Int32)
}

/// One step of a function. Structured steps are followed by their bodies and name where these end.
enum Instruction: Sendable {
  case text(start: Int32, count: Int32)
  case emit(Int32, Escaping)
  /// What call and filter blocks write: never escaped again.
  case emitRaw(Int32)
  case jump(Int32)
  case jumpUnless(Int32, Int32)
  /// Skips output where the template has extended another.
  case jumpIfExtended(Int32)
  case store(slot: Int32, Int32)
  case assign(target: Int32, Int32)
  case capture(target: Int32, filter: Int32, text: Int32)
  case captureText(slot: Int32, end: Int32)
  case clear(slot: Int32)
  case resolve(slot: Int32, name: Int32)
  case alias(slot: Int32, from: Int32, depth: Int32)
  case fallback(slot: Int32, value: Int32, name: Int32)
  case publish(slot: Int32, name: Int32, Publication)
  case loop(Int32)
  case recursiveLoop(Int32, Int32)
  case macro(slot: Int32, Int32)
  case callBlock(Int32)
  case block(Int32)
  case extends(Int32)
  case include(Int32)
  case `import`(Int32)
  case autoescape(Int32, end: Int32)
  case cache(Int32)
  case evaluate(Int32)
  case bindSelf(slot: Int32)
  case bindSuper(slot: Int32)
  case `break`
  case `continue`
  case fail(Int32)
}

/// What becomes of a name that the top level of a template sets.
enum Publication: UInt8, Sendable {
  /// Seen by blocks and includes only.
  case visible
  /// Exported to templates that import this one, too.
  case exported
  /// No longer exported, as it was imported itself.
  case withdrawn
}

/// The arguments of a call.
struct ArgumentPlan: Sendable {
  /// The nodes, in ``Program/operands``.
  var positional: Range<Int32> = 0..<0
  /// Names and nodes in turn, in ``Program/operands``.
  var named: Range<Int32> = 0..<0
  var spread: Int32 = -1
  var namedSpread: Int32 = -1

  /// Whether a name is given twice, which is an error for whatever is called.
  var repeatsName = false

  /// Whether how many arguments there are is known at run time only, or they are wrong.
  var isIrregular: Bool { spread >= 0 || namedSpread >= 0 || repeatsName }

  /// Where the one argument is, if there is only one and it has no name.
  var onlyOperand: Int32? {
    positional.count == 1 && named.isEmpty && !isIrregular ? positional.lowerBound : nil
  }
}

/// What an assignment writes to.
indirect enum Target: Sendable {
  case slot(Int32)
  /// The node of the namespace, its name, and the attribute.
  case namespace(Int32, name: Int32, attribute: String)
  case tuple([Target])
}

/// A `for` loop; its body follows the instruction, then the `else` part.
struct LoopPlan: Sendable {
  /// -1 in a recursive loop, where the caller hands the sequence in.
  var sequence: Int32
  /// The slot of the target or, as its complement, its index in ``Program/targets``.
  var target: Int32 = 0
  /// The target that the filter sees, in the same form.
  var filterTarget: Int32 = 0
  var filter: Int32 = -1
  /// The slot of `loop`, -1 where nobody looks at it.
  var loopSlot: Int32 = -1
  /// The function that a call of `loop` runs, -1 where it is not recursive.
  var function: Int32 = -1
  var body: Range<Int32> = 0..<0
  var otherwise: Range<Int32> = 0..<0
  var end: Int32 = 0
  /// Whether an item can stand in the slot of the target without being counted: nothing in the body puts something else
  /// there, or makes what sees the slot when the loop has ended.
  var lends = false
}

/// A macro or the body of a call block.
struct MacroPlan: Sendable {
  /// The index of the name; -1 for the body of a call block.
  var name: Int32
  /// In ``Program/parameters``.
  var parameters: Range<Int32> = 0..<0
  var callerSlot: Int32 = -1
  var namedSlot: Int32 = -1
  var extraSlot: Int32 = -1
  var hasExplicitCaller = false
  var function: Int32 = 0
  var end: Int32 = 0
}

/// The names of a macro and its parameters.
final class MacroNames: Sendable {
  /// Nil for the body of a call block.
  let name: String?
  let parameters: [String]

  init(name: String?, parameters: [String]) {
    self.name = name
    self.parameters = parameters
  }
}

/// A `call` block: the macro that becomes `caller`, and the call.
struct CallBlockPlan: Sendable {
  var macro: Int32
  var callee: Int32
  var arguments: Int32
}

/// A place where a block is rendered.
struct BlockPlan: Sendable {
  var name: Int32
  var isScoped: Bool
  var isRequired: Bool
  /// In ``Program/locals``.
  var locals: Range<Int32>
}

/// A variable that an included template or a scoped block sees.
struct LocalName: Sendable {
  var name: Int32
  var slot: Int32
  var depth: Int32
}

/// An `include`.
struct IncludePlan: Sendable {
  var template: Int32
  /// The template, where its name is a constant and it is known; else -1.
  var found: Int32 = -1
  var ignoreMissing: Bool
  var withContext: Bool
  /// In ``Program/locals``.
  var locals: Range<Int32>
}

/// An `import` or `from … import`.
struct ImportPlan: Sendable {
  var template: Int32
  /// The template, where its name is a constant and it is known; else -1.
  var found: Int32 = -1
  var withContext: Bool
  /// In ``Program/locals``.
  var locals: Range<Int32>
  /// The slot of the whole module, -1 for `from`.
  var moduleSlot: Int32 = -1
  /// In ``Program/parameters``.
  var names: Range<Int32> = 0..<0
}

/// A part whose output is kept; its body follows the instruction.
struct CachePlan: Sendable {
  /// So many nodes the output of a part may depend on; one that reads more is rendered each time.
  static let mostKeys = 16

  /// The nodes that the output depends on, in ``Program/operands``.
  var keys: Range<Int32>
  var body: Range<Int32>
}

/// A name that gets its value in a slot.
struct Parameter: Sendable {
  var name: Int32
  var slot: Int32
}

/// A unit that runs with slots of its own: a template's top level, a block, a macro, a recursive loop.
struct Function: Sendable {
  enum Role: Sendable { case template, block, macro, caller, loop }

  var role: Role
  var name: Int32
  var template: Int32
  /// The function around it, whose variables it sees; -1 for templates and blocks.
  var parent: Int32
  var body: Range<Int32> = 0..<0
  var slotCount: Int32 = 0
}

/// A block with its functions, the most derived template's first.
struct BlockChain: Sendable {
  var name: Int32
  var functions: [Int32]
}

/// A template of a program.
struct CompiledTemplate: Sendable {
  var name: String
  var file: String
  /// Where its normalised source is in ``Program/text``.
  var source: Range<Int>
  var function: Int32
  /// The blocks that it defines: names and functions.
  var blocks: [(name: Int32, function: Int32)] = []
  /// The blocks that a render begins with, the most derived template's first.
  var chain: [BlockChain] = []
  /// Whether ``chain`` has the blocks of all templates that this one extends: nothing runs before it does.
  var isChainComplete = false
  var autoescape: Bool
  var nodes: Range<Int32> = 0..<0
  var instructions: Range<Int32> = 0..<0
}

/// All templates of an environment, compiled: flat arrays that renders only read.
struct Program: Sendable {
  /// The sources, which literal text is copied from.
  var text: [UInt8] = []
  var nodes: [Node] = []
  /// Where each node begins in ``text``.
  var nodePlaces: [(offset: Int32, length: Int32)] = []
  var operands: [Int32] = []
  var constants: [Value] = []
  var names: [Name] = []
  /// What a name looks like where it is undefined; by the index of the name.
  var undefinedNames: [Undefined] = []
  var instructions: [Instruction] = []
  var instructionPlaces: [(offset: Int32, length: Int32)] = []
  var arguments: [ArgumentPlan] = []
  var filters: [FilterUse] = []
  var tests: [TestUse] = []
  var targets: [Target] = []
  var loops: [LoopPlan] = []
  var macros: [MacroPlan] = []
  /// By the index of the macro.
  var macroNames: [MacroNames] = []
  var parameters: [Parameter] = []
  var locals: [LocalName] = []
  var callBlocks: [CallBlockPlan] = []
  var caches: [CachePlan] = []
  var blocks: [BlockPlan] = []
  var includes: [IncludePlan] = []
  var imports: [ImportPlan] = []
  var functions: [Function] = []
  var templates: [CompiledTemplate] = []
  var templateIndex: [String: Int] = [:]
  /// The messages of ``Instruction/fail(_:)``.
  var failures: [String] = []
}

/// A filter by its name; nil where it is unknown in a part that may never run.
struct FilterUse: Sendable {
  var name: String
  var filter: Filter?
}

/// A test by its name.
struct TestUse: Sendable {
  var name: String
  var test: Test?
}
