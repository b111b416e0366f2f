import Admission
import Domain
import Policy
import Storage
import TestSupport
import Testing

@testable import AdminAPI

/// What stands in the database and cannot be read.
struct DamagedRowTests {
    @Test(arguments: [
        ("allowed_addresses", #"["10.0.0.0/33"]"#), ("allowed_addresses", #"["10.0.0.0/8", "x"]"#),
        ("allowed_addresses", "10.0.0.0/8"), ("allowed_addresses", "[null]"), ("allowed_models", #"["a*b"]"#),
        ("allowed_models", #"{"a": 1}"#), ("metadata", "[]"), ("metadata", #"{"team": 1}"#),
    ])
    func `a key whose restrictions cannot be read opens nothing, is named, and keeps no other from serving`(
        _ column: String, _ text: String
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (bad, good) = (try await tenant.key(), try await tenant.key("other"))
            let damage = Statement("UPDATE api_keys SET \(column) = $2 WHERE id = $1")
            try await world.database.write { transaction throws(AdminError) in
                try transaction.run(damage, [.text(bad.id), .text(text)])
            }
            try await world.reopened { next in
                func verdict(_ secret: String) throws(AdminError) -> KeyVerdict {
                    try next.service.admission.verify(
                        VerifyQuery(secret: secret, model: nil, address: nil), visibleTo: nil
                    ).verdict
                }
                let error = #expect(throws: AdminError.self) { try verdict(bad.secret) }
                #expect(error?.code == .internalError)
                #expect(try verdict(good.secret) == .valid)
                #expect(next.service.damagedRows.count == 1)
                for lines in [next.service.damagedRows, try await next.service.rowProblems()] {
                    #expect(
                        lines.count == 1 && lines[0].contains("the column \(column) of api_keys \(bad.id)"), "\(lines)")
                }
            }
        }
    }

    @Test func `any other row that cannot be read keeps the daemon from starting, and is named`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let damage = Statement("UPDATE organizations SET time_zone = 'Mars/Olympus' WHERE id = $1")
            try await world.database.write { transaction throws(AdminError) in
                try transaction.run(damage, [.text(tenant.id)])
            }
            let name = "the column time_zone of organizations \(tenant.id)"
            #expect(try await world.service.rowProblems().map { $0.contains(name) } == [true])
            let error = await #expect(throws: AdminError.self) { try await world.reopened { _ in } }
            #expect(error?.detail?.contains(name) == true)
        }
    }
}
