// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Broadsheet",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "broadsheet", targets: ["CommandLine"]),
    .library(name: "Broadsheet", targets: ["Broadsheet"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CTheme"),
    .target(name: "CTreeMemory", dependencies: ["CCMark"]),
    .target(
      name: "BroadsheetCore",
      // Lets the output buffer lend a span of its bytes.
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "BroadsheetMarkdown", dependencies: ["BroadsheetCore", "CCMark", "CTreeMemory"]),
    // Tables that model.c embeds: words, names, weights.
    .target(name: "CLanguageModel", exclude: ["en"]),
    .target(name: "BroadsheetExtraction", dependencies: ["BroadsheetCore", "CLanguageModel"]),
    .target(name: "BroadsheetTemplates", dependencies: ["BroadsheetCore"]),
    .target(
      name: "Broadsheet",
      dependencies: [
        "BroadsheetCore", "BroadsheetMarkdown", "BroadsheetExtraction", "BroadsheetTemplates",
        "CLibYAML", "CTheme", "TOMLKit",
      ],
      // Lets stored bytes lend a span of themselves.
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "BroadsheetServices", dependencies: ["Broadsheet", "FlyingFox"]),
    .executableTarget(
      name: "CommandLine",
      dependencies: [
        "Broadsheet", "BroadsheetServices",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "BroadsheetCoreTests", dependencies: ["BroadsheetCore"]),
    .testTarget(
      name: "BroadsheetMarkdownTests", dependencies: ["BroadsheetMarkdown"], exclude: ["Examples"]),
    .testTarget(name: "BroadsheetExtractionTests", dependencies: ["BroadsheetExtraction"]),
    .testTarget(name: "BroadsheetTemplatesTests", dependencies: ["BroadsheetTemplates"]),
    .testTarget(name: "BroadsheetTests", dependencies: ["Broadsheet"]),
    .testTarget(name: "EndToEndTests", dependencies: ["Broadsheet", "BroadsheetServices"]),
  ]
)
