import Testing
@testable import Broadsheet
