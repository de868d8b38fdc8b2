// swift-tools-version: 6.2
import PackageDescription

// Trains the name model with the very code that uses it: the extractor's sources are linked into the program.
let package = Package(
  name: "TrainNames",
  targets: [
    .target(name: "BroadsheetCore", swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "CLanguageModel", exclude: ["en"]),
    .executableTarget(name: "TrainNames", dependencies: ["BroadsheetCore", "CLanguageModel"]),
  ]
)
