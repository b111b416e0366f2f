import Domain
import Foundation
import Testing

@testable import Storage

/// Every statement that there is, against the schema that there is.
struct StatementTests {
    @Test func `every statement is understood by the migrated database, with values for all its parameters`()
        async throws
    {
        try await withSchema { database in
            for statement in StatementCatalogue.all {
                let explained = Statement("EXPLAIN \(statement.sql)")
                #expect(explained.parameterOrder == statement.parameterOrder)
                #expect(
                    Set(statement.parameterOrder) == Set(1..<(statement.parameterOrder.count + 1)), "\(statement.sql)")
                let values = [SQLValue](repeating: .null, count: statement.parameterOrder.count)
                let steps = try await database.read { transaction throws(AdminError) in
                    try transaction.rows(explained, values) { row throws(AdminError) in try row.text(1) }
                }
                #expect(!steps.isEmpty)
            }
        }
    }

    @Test(arguments: StatementCatalogue.all)
    func `a statement binds its tenant, or says why it need not`(_ statement: Statement) throws {
        let isInsert = statement.sql.hasPrefix("INSERT INTO") && statement.sql.contains("(organization_id,")
        let isBound = statement.sql.contains("organization_id = $1") || isInsert
        if let reason = statement.crossTenantReason {
            #expect(!isBound, "a reason that is not needed hides one that is")
            #expect(reason.split(separator: " ").count > 2)
        } else {
            #expect(isBound, "\(statement.sql)")
        }
    }

    @Test func `no statement is missing from the catalogue, and none is in it twice`() throws {
        let stores = URL(fileURLWithPath: #filePath)
            .appendingPathComponent("../../../../Sources/Storage/Stores").standardized
        let files = try FileManager.default.contentsOfDirectory(at: stores, includingPropertiesForKeys: nil)
        let written = try files.filter { $0.lastPathComponent.contains("Store") }.map { file in
            try String(contentsOf: file, encoding: .utf8).matches(of: /= Statement\(/).count
        }.reduce(0, +)
        #expect(written == StatementCatalogue.all.count)
        #expect(Set(StatementCatalogue.all).count == StatementCatalogue.all.count)
    }

    @Test(arguments: StatementCatalogue.all)
    func `a statement keeps to the dialect that both databases share`(_ statement: Statement) {
        let words = Set(statement.sql.uppercased().split { !$0.isLetter && $0 != "_" })
        for word in ["ROWID", "DATETIME", "STRFTIME", "REPLACE", "IFNULL", "GLOB", "PRAGMA", "AUTOINCREMENT"] {
            #expect(!words.contains(Substring(word)), "\(statement.sql)")
        }
        #expect(!statement.sql.contains("?") && !statement.sql.contains("`") && !statement.sql.contains("\""))
    }

    @Test func `every table of tenants' things has the tenant's column`() async throws {
        let shared = ["organizations", "service_state", "audit_events", "idempotent_replies"]
        try await withSchema { database in
            let names = try await database.read { transaction throws(AdminError) in
                try transaction.rows(
                    Statement("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%s'"), []
                ) { row throws(AdminError) in try row.text(0) }
            }
            #expect(names.contains("api_keys") && names.contains("access_tokens"))
            for name in names where !shared.contains(name) && name != "schema_migrations" {
                let has = try await database.read { transaction throws(AdminError) in
                    try transaction.integer(
                        "SELECT count(*) FROM pragma_table_info('\(name)') WHERE name = 'organization_id'")
                }
                #expect(has == 1, "\(name)")
            }
        }
    }

    @Test func `the trail takes no change and no deletion`() async throws {
        try await withSchema { database in
            let event = AuditEvent(
                id: UUIDv7Source().next(AuditEvent.self, at: SteppingTime.start), organizationID: nil, sequence: 1,
                occurredAt: SteppingTime.start, action: .keyCreate, actor: "operator", target: "x", address: nil,
                requestID: nil, details: "{}", previousHash: [0], hash: [1])
            try await database.write { transaction throws(AdminError) in try transaction.auditEvents.insert(event) }
            for sql in ["UPDATE audit_events SET actor = 'nobody'", "DELETE FROM audit_events"] {
                _ = try await failure {
                    try await database.write { transaction throws(AdminError) in try transaction.run(Statement(sql), [])
                    }
                }
                let left = try await database.read { transaction throws(AdminError) in
                    try transaction.text("SELECT actor FROM audit_events")
                }
                #expect(left == "operator", "\(sql)")
            }
        }
    }
}
