import BroadsheetCore

/// The imported templates that give the same to everybody: imported once when an environment is built, and
/// read by all renders without locks, as nothing in them can change any more.
final class SharedModules: @unchecked Sendable {
  /// By the index of the template; nil where a render imports the template itself.
  private let modules: [Module?]
  private let frames: [Frame]

  /// No modules, for the environment that imports them.
  init() {
    modules = []
    frames = []
  }

  init(of environment: TemplateEnvironment) {
    var modules = [Module?](repeating: nil, count: environment.program.templates.count)
    // What passes in strict mode gives the same in the other. What fails is left to the renders, which
    // report it with its place.
    var renderer = Renderer(
      environment, isStrict: true, limits: environment.options.limits, out: OutputBuffer(capacity: 64))
    for template in environment.program.fixedTemplates() {
      do throws(TemplateError) {
        modules[Int(template)] = try renderer.module(template, inherited: nil, withContext: false)
      } catch {
        renderer.activations.removeAll()
      }
    }
    for module in modules {
      guard let module else { continue }
      module.isFixed = true
      for variable in module.context.variables { Self.share(variable.value) }
    }
    frames = renderer.finishImporting()
    for frame in frames {
      for slot in 0..<Int32(frame.count) { Self.share(frame[slot]) }
    }
    self.modules = modules
  }

  deinit {
    for frame in frames { frame.release() }
  }

  subscript(template: Int32) -> Module? {
    Int(template) < modules.count ? modules[Int(template)] : nil
  }

  /// Makes the lists and mappings of a value unchangeable; how deep they are nested is bounded.
  private static func share(_ value: Value) {
    switch value {
    case .list(let list):
      if list.isShared { return }
      for item in list.items { share(item) }
      list.share()
    case .map(let map):
      if map.isShared { return }
      for value in map.values { share(value) }
      for key in map.keys { share(key) }
      _ = map.shared()
    case .object(let object): object.isFixed = object is Macro || object is Module || object.isFixed
    default: break
    }
  }
}
