import BroadsheetCore
import Foundation

// usage: TrainNames OUTPUT [--slots BITS] [--epochs N] [--seeds N] wikigold=FILE ... universal=FILE ...
//
// An averaged perceptron over runs of capitalised tokens (Collins 2002), with a cost for wrong labels while
// training, averaged over several shuffles and quantised to eight bits. Where a corpus does not label other names, a token outside may be
// either outside or an other name: the better one counts (Sun et al. 2009).

struct Options {
  var output = ""
  var bits = 16
  var epochs = 12
  var seeds = 5
  var cost: Float = 1
  var least = 2
  var inputs: [(kind: String, path: String)] = []
}

/// One run, ready for training.
struct Example {
  /// The slots of each token's features.
  var features: [[Int32]]
  /// For each token the labels that are right, as bits.
  var allowed: [UInt8]
}

struct FeatureList: FeatureSink {
  var features: [UInt64] = []
  mutating func take(_ feature: UInt64) { features.append(feature) }
}

struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  }
}

func parse(_ arguments: [String]) -> Options {
  var options = Options()
  var index = 1
  while index < arguments.count {
    let argument = arguments[index]
    func value() -> String {
      index += 1
      return index < arguments.count ? arguments[index] : ""
    }
    switch argument {
    case "--slots": options.bits = Int(value()) ?? options.bits
    case "--epochs": options.epochs = Int(value()) ?? options.epochs
    case "--seeds": options.seeds = Int(value()) ?? options.seeds
    case "--cost": options.cost = Float(value()) ?? options.cost
    case "--least": options.least = Int(value()) ?? options.least
    default:
      if let equals = argument.firstIndex(of: "=") {
        options.inputs.append(
          (String(argument[..<equals]), String(argument[argument.index(after: equals)...])))
      } else {
        options.output = argument
      }
    }
    index += 1
  }
  return options
}

/// The runs of a document with their features and right labels.
func examples(_ document: LabelledDocument, _ mask: UInt64, _ counts: inout [UInt64: Int32], keep: Int32)
  -> [Example]
{
  var stream = TokenStream()
  stream.scan(document.prose, .english)
  var runs: [NameRun] = []
  stream.findRuns(&runs)
  var features = NameFeatures()
  features.findPhrases(stream, runs, .english)
  var gold = [UInt8](repeating: document.hasOther ? 1 : 1 | 1 << NameLabel.other, count: stream.tokens.count)
  var next = 0
  for name in document.names {
    while next < stream.tokens.count, Int(stream.tokens[next].end) <= name.range.lowerBound { next += 1 }
    var token = next
    while token < stream.tokens.count, Int(stream.tokens[token].start) < name.range.upperBound {
      let isWhole =
        Int(stream.tokens[token].start) >= name.range.lowerBound
        && Int(stream.tokens[token].end) <= name.range.upperBound
      if isWhole {
        let inside = name.label == NameLabel.other ? name.label : name.label + 1
        gold[token] = 1 << UInt8(token == next ? name.label : inside)
      }
      token += 1
    }
  }
  var result: [Example] = []
  var sentence = 0
  for run in runs {
    while stream.sentences[sentence].end <= run.first { sentence += 1 }
    var example = Example(features: [], allowed: [])
    var before: UInt8 = 0
    let (range, tokens) = (stream.sentences[sentence].tokens, stream.tokens.span)
    let edges = NameFeatures.Edges(run, range, tokens)
    for index in Int(run.first)..<Int(run.end) {
      var list = FeatureList()
      let view = features.view(index, run, range, stream)
      NameFeatures.collectOwn(view, tokens[index], document.prose.text.span, into: &list)
      NameFeatures.collectContext(view, index, edges, range, tokens, into: &list)
      if index == Int(run.first) { NameFeatures.collectBefore(edges.before, into: &list) }
      if index + 1 == Int(run.end) { NameFeatures.collectAfter(edges.after, into: &list) }
      var slots: [Int32] = []
      for feature in list.features {
        if keep == 0 {
          counts[feature, default: 0] += 1
        } else if counts[feature, default: 0] >= keep {
          slots.append(Int32(feature & mask))
        }
      }
      example.features.append(slots)
      // A name that began outside the run begins again inside it.
      var allowed = gold[index]
      for label in [NameLabel.insidePerson, NameLabel.insideOrganisation, NameLabel.insidePlace]
      where allowed == 1 << UInt8(label) && before != allowed && before != allowed >> 1 { allowed >>= 1 }
      example.allowed.append(allowed)
      before = allowed
    }
    result.append(example)
  }
  return result
}

struct Perceptron {
  var weights: [Float]
  var totals: [Float]
  var clock: Float = 1
  let transitionSlots: [Int32]

  init(slots: Int) {
    weights = Array(repeating: 0, count: slots * 8)
    totals = weights
    transitionSlots = (0..<9).map { Int32(Transitions.feature($0) & UInt64(slots - 1)) }
  }

  func decode(_ example: Example, allowed: [UInt8]?, cost: Float) -> [Int] {
    let count = example.features.count
    var scores = [[Float]](repeating: [Float](repeating: 0, count: 8), count: count)
    var backs = [[Int]](repeating: [Int](repeating: 0, count: 8), count: count)
    for token in 0..<count {
      var emission = [Float](repeating: 0, count: 8)
      for slot in example.features[token] {
        for label in 0..<8 { emission[label] += weights[Int(slot) * 8 + label] }
      }
      for label in 0..<8 {
        if let allowed, allowed[token] & (1 << UInt8(label)) == 0 {
          scores[token][label] = -1e9
          continue
        }
        if allowed == nil, example.allowed[token] & (1 << UInt8(label)) == 0 { emission[label] += cost }
        var best: Float = -2e9
        for before in token == 0 ? 8..<9 : 0..<8 where Transitions.canFollow(label, before) {
          let score =
            (token == 0 ? 0 : scores[token - 1][before]) + weights[Int(transitionSlots[before]) * 8 + label]
          if score > best {
            best = score
            backs[token][label] = before
          }
        }
        scores[token][label] = best + emission[label]
      }
    }
    var labels = [Int](repeating: 0, count: count)
    labels[count - 1] = (0..<8).max { scores[count - 1][$0] < scores[count - 1][$1] } ?? 0
    for token in stride(from: count - 1, to: 0, by: -1) {
      labels[token - 1] = min(backs[token][labels[token]], 7)
    }
    return labels
  }

  mutating func add(_ slot: Int32, _ label: Int, _ value: Float) {
    weights[Int(slot) * 8 + label] += value
    totals[Int(slot) * 8 + label] += value * clock
  }

  mutating func learn(_ example: Example, cost: Float) -> Bool {
    let guess = decode(example, allowed: nil, cost: cost)
    if zip(guess, example.allowed).allSatisfy({ $1 & (1 << UInt8($0)) != 0 }) { return false }
    let right = decode(example, allowed: example.allowed, cost: 0)
    for token in guess.indices {
      if guess[token] != right[token] {
        for slot in example.features[token] {
          add(slot, right[token], 1)
          add(slot, guess[token], -1)
        }
      }
      let beforeRight = token == 0 ? 8 : right[token - 1]
      let beforeGuess = token == 0 ? 8 : guess[token - 1]
      if guess[token] != right[token] || beforeRight != beforeGuess {
        add(transitionSlots[beforeRight], right[token], 1)
        add(transitionSlots[beforeGuess], guess[token], -1)
      }
    }
    return true
  }

  var averaged: [Float] { zip(weights, totals).map { $0 - $1 / clock } }
}

let options = parse(CommandLine.arguments)
let slots = 1 << options.bits
var documents: [LabelledDocument] = []
for input in options.inputs {
  documents += try input.kind == "universal" ? readUniversal(input.path) : readCoNLL(input.path)
}
var counts: [UInt64: Int32] = [:]
for document in documents { _ = examples(document, UInt64(slots - 1), &counts, keep: 0) }
var all: [Example] = []
for document in documents {
  all += examples(document, UInt64(slots - 1), &counts, keep: Int32(options.least))
}
print("\(documents.count) documents, \(all.count) runs, \(counts.count) features")
var sum = [Float](repeating: 0, count: slots * 8)
for seed in 0..<options.seeds {
  var generator = Generator(state: UInt64(seed + 1))
  var model = Perceptron(slots: slots)
  var order = Array(all.indices)
  for _ in 0..<options.epochs {
    order.shuffle(using: &generator)
    for index in order {
      _ = model.learn(all[index], cost: options.cost)
      model.clock += 1
    }
  }
  let averaged = model.averaged
  for index in sum.indices { sum[index] += averaged[index] }
}
let magnitudes = sum.map(abs).filter { $0 > 0 }.sorted()
let largest = magnitudes[min(magnitudes.count - 1, magnitudes.count * 9995 / 10000)]
let scale = 127 / max(largest, 0.001)
let bytes = sum.map { UInt8(bitPattern: Int8(max(-127, min(127, ($0 * scale).rounded())))) }
try Data(bytes).write(to: URL(fileURLWithPath: options.output))
print("wrote \(bytes.count) bytes, scale \(scale)")
