/// The stable codes of diagnostics. Codes are never reused; the guide's page on diagnostics explains each.
///
/// Blocks: 01 files and text, 02 front matter and data, 03 Site.yaml, 04 addresses and organising,
/// 05 Markdown, 06 templates (syntax), 07 templates (rendering), 08 links and assets, 09 output,
/// 10 publishing and serving.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  // 01 Files and text
  case invalidEncoding = "BS0101"
  case unreadableFile = "BS0102"
  case linkOutsideSite = "BS0103"
  case controlCharacter = "BS0104"
  case fileTooLarge = "BS0105"
  case noContent = "BS0106"

  // 02 Front matter and data
  case unclosedFrontMatter = "BS0201"
  case frontMatterSyntax = "BS0202"
  case unknownField = "BS0203"
  case wrongFieldType = "BS0204"
  case invalidDate = "BS0205"
  case invalidFieldValue = "BS0206"
  case dataSyntax = "BS0207"
  case dataTooDeep = "BS0208"
  case duplicateKey = "BS0209"

  // 03 Site.yaml
  case unknownSetting = "BS0301"
  case invalidSetting = "BS0302"
  case lowContrast = "BS0303"

  // 04 Addresses and organising
  case addressConflict = "BS0401"
  case unsafeAddress = "BS0402"
  case addressCaseConflict = "BS0403"
  case invalidPermalink = "BS0404"

  // 05 Markdown
  case forbiddenURL = "BS0501"
  case unknownBlock = "BS0502"
  case unclosedBlock = "BS0503"
  case strayBlockFence = "BS0504"
  case invalidBlockAttribute = "BS0505"

  // 06 Templates: syntax
  case templateSyntax = "BS0601"
  case unknownTemplate = "BS0602"
  case unknownFilter = "BS0603"
  case unknownTest = "BS0604"

  // 07 Templates: rendering
  case undefinedValue = "BS0701"
  case templateType = "BS0702"
  case templateLimit = "BS0703"
  case templateArguments = "BS0704"
  case templateRuntime = "BS0705"

  // 08 Links and assets
  case brokenLink = "BS0801"
  case brokenRootLink = "BS0802"
  case missingImage = "BS0803"
  case missingAlternativeText = "BS0804"
  case brokenAnchor = "BS0805"

  // 09 Output
  case outputUnwritable = "BS0901"
  case outputForeignFile = "BS0902"
  case outputLocked = "BS0903"
  case unsafeOutputFolder = "BS0904"

  // 10 Publishing and serving
  case unknownTarget = "BS1001"
  case publishFailed = "BS1002"
  case serveFailed = "BS1003"
  case siteExists = "BS1004"
  case notPublishable = "BS1005"
  case unsafeTarget = "BS1006"
  case publishRejected = "BS1007"
  case missingTool = "BS1008"
}
