import BroadsheetCore

/// Runs a program for one page. A renderer belongs to one task; the program is shared.
///
/// Methods on the way of a page are `mutating` even where they change nothing: the compiler copies all of a large
/// structure that is only borrowed, for each call.
struct Renderer: ~Copyable {
  /// How a run of statements ended.
  enum Flow { case normal, broke, continued }

  /// What called a part of a template.
  enum Step {
    case extending, including, importing, recursion, callBlock
    /// The index of the function.
    case block(Int32), macro(Int32)
  }

  /// A step of the way to where the renderer is, for error messages.
  struct Activation {
    var step: Step
    /// The node (or, as its complement, the instruction) that called.
    var caller: Int32
  }

  let environment: TemplateEnvironment
  /// The program's hottest parts, a step closer.
  let text: LiteralText
  let fragments: FragmentCache
  let nodes: [Node]
  let instructions: [Instruction]
  let isStrict: Bool
  var out: OutputBuffer
  /// The node that is being evaluated or, as its complement, the instruction: where an error is.
  var current: Int32 = -1
  var activations: [Activation] = []
  private var steps = 0
  private let stepLimit: Int
  private let byteLimit: Int
  private let depthLimit: Int
  /// Where the stack stood when the render began.
  private let stackBase = StackGauge.position()
  private var modules: [Int32: Module] = [:]
  /// What may hold circles of references, to be released at the end.
  private var capturedFrames: [Frame] = []
  /// Frames that can be used again.
  private var freeFrames: [Frame] = []
  private var changedObjects: [TemplateObject] = []
  private var changedLists: [ValueList] = []
  private var changedMaps: [ValueMap] = []
  var data: ContextData = .nothing
  /// That of the cached part which is looked up.
  var key = FragmentKey()

  var program: Program { _read { yield environment.program } }

  init(_ environment: TemplateEnvironment, isStrict: Bool, limits: Limits, out: consuming OutputBuffer) {
    self.environment = environment
    text = environment.text
    fragments = environment.fragments
    nodes = environment.program.nodes
    instructions = environment.program.instructions
    self.isStrict = isStrict
    self.out = out
    stepLimit = limits.steps
    byteLimit = limits.outputBytes
    depthLimit = limits.callDepth
  }

  consuming func finish() -> OutputBuffer {
    for frame in capturedFrames { frame.release() }
    for object in changedObjects { object.release() }
    for list in changedLists { list.clear() }
    for map in changedMaps { map.clear() }
    return out
  }

  /// Ends a renderer that has imported templates for others: their frames stay as they are.
  consuming func finishImporting() -> [Frame] { capturedFrames }

  // MARK: Limits

  /// Counts work; every loop iteration, call and item that a filter visits goes through here.
  @inline(__always)
  mutating func count(_ amount: Int = 1) throws(TemplateError) {
    steps += amount
    if steps > stepLimit || out.count > byteLimit { throw limitError() }
  }

  private mutating func limitError() -> TemplateError {
    if out.count > byteLimit {
      return .limit(
        "the output is larger than \(byteLimit) bytes", help: "does a loop or macro repeat without end?")
    }
    return .limit(
      "the template takes more than \(stepLimit) steps", help: "does a loop or macro repeat without end?")
  }

  /// Checks the size of a string or list before it is made.
  mutating func check(size: Int) throws(TemplateError) {
    if size > byteLimit { throw .limit("the value would be larger than \(byteLimit) bytes") }
  }

  mutating func enter(_ step: Step) throws(TemplateError) {
    try count()
    guard activations.count < depthLimit, StackGauge.used(since: stackBase) < StackGauge.limit else {
      throw .limit(
        "templates call each other more than \(activations.count) levels deep",
        help: "does a macro or an include call itself?")
    }
    activations.append(Activation(step: step, caller: current))
  }

  mutating func leave() {
    if let last = activations.popLast() { current = last.caller }
  }

  // MARK: Captured output

  /// Takes what was written since `mark` out of the buffer.
  mutating func take(from mark: Int, asMarkup: Bool) -> Value {
    let text = out.string(from: mark)
    out.truncate(to: mark)
    return asMarkup ? .markup(text) : .string(text)
  }

  mutating func capture(_ frame: Frame) {
    var frame: Frame? = frame
    while let current = frame, !current.isCaptured {
      current.isCaptured = true
      capturedFrames.append(current)
      frame = current.parent
    }
  }

  /// Remembers a container that was changed to hold another one.
  mutating func remember(_ object: TemplateObject) { changedObjects.append(object) }
  mutating func remember(_ list: ValueList) { changedLists.append(list) }
  mutating func remember(_ map: ValueMap) { changedMaps.append(map) }

  // MARK: Templates

  /// A context for a template that is rendered on its own or included.
  mutating func makeContext(_ template: Int32, data: ContextData, inherited: Context.Layer?) -> Context {
    Context(
      template: template, data: data, inherited: inherited,
      blocks: environment.program.templates[Int(template)].chain,
      hasAllBlocks: environment.program.templates[Int(template)].isChainComplete,
      autoescape: environment.program.templates[Int(template)].autoescape)
  }

  /// A frame for a run of a function.
  mutating func makeFrame(_ function: Int32, parent: Frame?, context: Context) -> Frame {
    let count = environment.program.functions[Int(function)].slotCount
    if count <= Frame.commonCapacity, let frame = freeFrames.popLast() {
      frame.reuse(count: count, parent: parent, context: context)
      return frame
    }
    return Frame(count: count, parent: parent, context: context)
  }

  /// Runs a function to its end.
  mutating func run(_ function: Int32, _ frame: Frame) throws(TemplateError) {
    _ = try execute(environment.program.functions[Int(function)].body, frame)
    if frame.isReusable {
      frame.end()
      freeFrames.append(frame)
    }
  }

  /// Renders a template and the ones that it extends.
  mutating func runTemplate(_ template: Int32, _ context: Context) throws(TemplateError) {
    var template = template
    var levels = 0
    while true {
      context.extended = -1
      let function = environment.program.templates[Int(template)].function
      try run(function, makeFrame(function, parent: nil, context: context))
      guard context.extended >= 0 else { break }
      template = context.extended
      try enter(.extending)
      levels += 1
    }
    for _ in 0..<levels { leave() }
  }

  mutating func runBlock(_ function: Int32, _ context: Context) throws(TemplateError) {
    try enter(.block(function))
    try run(function, makeFrame(function, parent: nil, context: context))
    leave()
  }

  /// What a template exports; run once in a render where the importer's context plays no part.
  mutating func module(_ template: Int32, inherited: Context.Layer?, withContext: Bool) throws(TemplateError)
    -> Module
  {
    if !withContext, let known = environment.modules[template] ?? modules[template] { return known }
    let context = makeContext(template, data: withContext ? data : .nothing, inherited: inherited)
    try enter(.importing)
    let mark = out.count
    try runTemplate(template, context)
    let body = out.string(from: mark)
    out.truncate(to: mark)
    leave()
    let module = Module(
      context: context, names: program.names, templateName: program.templates[Int(template)].name, body: body)
    if !withContext { modules[template] = module }
    return module
  }

  /// The value of a name that no scope stores.
  mutating func resolve(_ name: Int32, _ context: Context) -> Value {
    if let value = context.local(name) { return value }
    switch context.data {
    case .nothing: break
    case .record(let record):
      if let value = record.value(environment.program.names[Int(name)]) { return value }
    case .map(let map):
      if let value = map.value(environment.program.names[Int(name)]) { return value }
    }
    return environment.globals[Int(name)]
  }
}
