import Testing
@testable import BroadsheetMarkdown
