import Testing
@testable import BroadsheetCore
