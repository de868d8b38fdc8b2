import Testing
@testable import BroadsheetExtraction
