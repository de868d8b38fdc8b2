import Testing
@testable import BroadsheetTemplates
