import Domain
import Testing

@testable import Storage

struct KeyOwnerStoreTests {
    @Test(arguments: KeyOwnerStore.SQL.all)
    func `owners are found in an index alone, with the tenant bound`(_ statement: Statement) async throws {
        try await withSchema { database in
            let steps = try await plan(of: statement.sql, [.text("o"), .text("%x%")], in: database)
            #expect(steps.count == 1 && steps[0].contains("COVERING INDEX"), "\(steps)")
            #expect(steps[0].contains("(organization_id=?)"), "\(steps)")
        }
    }
}
