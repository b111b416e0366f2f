import AdminAPI
import Domain
import Storage
import TestSupport
import Testing

/// What was cut from the trail is found, and nothing else is called a cut.
struct AuditAnchorTests {
    /// Deletes as somebody does who can write to the file.
    private func cut(_ world: World, _ condition: String) async throws {
        try await world.database.write { transaction throws(AdminError) in
            try transaction.run(Statement("DROP TRIGGER IF EXISTS audit_events_stay"), [])
            let cut = try transaction.run(Statement("DELETE FROM audit_events WHERE \(condition)"), [])
            #expect(cut > 0)
        }
    }

    private func end(_ organization: String) -> String {
        """
        organization_id = '\(organization)' AND sequence = (
            SELECT max(sequence) FROM audit_events WHERE organization_id = '\(organization)')
        """
    }

    private func addTeam(_ name: String, _ world: World, _ tenant: Tenant) async throws {
        _ = try await world.made("/v1/teams", token: tenant.token, json: ["name": .string(name)])
    }

    /// A world with a tenant whose events are anchored.
    private func withAnchoredTenant(_ body: (World, Tenant) async throws -> Void) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await world.service.keepHouse()
            #expect(try await world.service.auditProblems() == [])
            try await body(world, tenant)
        }
    }

    @Test func `an end that was cut off is found, and so is a whole trail that is gone`() async throws {
        try await withAnchoredTenant { world, tenant in
            try await cut(world, end(tenant.id))
            let problems = try await world.service.auditProblems()
            #expect(problems.count == 1 && problems[0].contains("\(tenant.id): the trail was cut: #"))
        }
        for trail in ["platform", nil] {
            try await withAnchoredTenant { world, tenant in
                try await cut(world, "organization_id = '\(trail ?? tenant.id)'")
                let problems = try await world.service.auditProblems()
                #expect(problems.count == 1)
                #expect(problems[0].contains("\(trail ?? tenant.id): the whole trail is gone, up to #"))
            }
        }
    }

    @Test func `a trail without an end is told of at the start, and what is written behind it hides nothing`()
        async throws
    {
        try await withAnchoredTenant { world, tenant in
            try await cut(world, end(tenant.id))
            try await world.reopened { next async throws in
                #expect(next.service.brokenAudit.count == 1)
                for name in ["one", "two", "three"] {
                    try await addTeam(name, next, tenant)
                }
                try await next.service.keepHouse()
                try await next.reopened { last async throws in
                    #expect(last.service.brokenAudit.count == 1)
                    let problems = try await last.service.auditProblems()
                    #expect(problems.count == 1 && problems[0].contains("was written anew"))
                }
            }
        }
    }

    @Test func `what is taken from the trail while it is served is noticed with the next event`() async throws {
        try await withAnchoredTenant { world, tenant in
            try await cut(world, end(tenant.id))
            try await addTeam("next", world, tenant)
            #expect(world.service.brokenAudit.count == 1)
            try? await world.service.keepHouse()
            #expect(world.service.takeMishaps().contains { $0.contains("while it was served") })
            #expect(try await world.service.auditProblems().count == 1)
        }
    }

    @Test func `an anchor that a kill has left behind is no alarm, and is taken on by the next start`() async throws {
        try await withAnchoredTenant { world, tenant in
            try await addTeam("late", world, tenant)
            #expect(try await world.service.auditProblems() == [])
            try await world.reopened { next async throws in
                #expect(next.service.brokenAudit == [])
                try await cut(next, end(tenant.id))
                #expect(try await next.service.auditProblems().count == 1)
            }
        }
    }

    @Test(arguments: [
        "DELETE FROM service_state WHERE name = 'audit_anchor'",
        "DELETE FROM service_state WHERE name IN ('audit_anchor', 'vault_check')",
        "UPDATE service_state SET value = x'00' WHERE name = 'audit_anchor'",
    ])
    func `an anchor that was taken away or changed is found, and not made anew`(_ sql: String) async throws {
        try await withAnchoredTenant { world, _ in
            try await world.database.write { transaction throws(AdminError) in
                let changed = try transaction.run(Statement(sql), [])
                #expect(changed > 0)
            }
            #expect(try await world.service.auditProblems().count == 1)
            try await world.reopened { next async throws in
                #expect(next.service.brokenAudit.count == 1)
                try await next.service.keepHouse()
                #expect(try await next.service.auditProblems().count == 1)
                try await next.reopened { last in #expect(last.service.brokenAudit.count == 1) }
            }
        }
    }

    @Test func `an operator keeps what is left, and the trail tells of it`() async throws {
        try await withAnchoredTenant { world, tenant in
            #expect(try await world.service.acceptAudit() == [])
            try await cut(world, end(tenant.id))
            #expect(try await world.service.acceptAudit().count == 1)
            #expect(try await world.service.auditProblems() == [])
            #expect(world.service.brokenAudit == [])
            let told = try await world.database.read { transaction throws(AdminError) in
                var told: [AuditEvent] = []
                try transaction.auditEvents.forEachEvent { if $0.action == .auditAccept { told.append($0) } }
                return told
            }
            #expect(told.count == 1 && told[0].details.contains(tenant.id) && told[0].actor == "operator")
            try await cut(world, end("platform"))
            #expect(try await world.service.auditProblems().count == 1)
        }
    }

    @Test func `a database of a version without anchors gets one at its start`() async throws {
        try await withAnchoredTenant { world, tenant in
            let check = try SampleVault.make().seal(Array("keyhold".utf8), for: "service_state/vault_check")
            try await world.database.write { transaction throws(AdminError) in
                try transaction.serviceState.delete(.auditAnchor)
                try transaction.serviceState.set(.vaultCheck, to: check)
            }
            #expect(try await world.service.auditProblems() == [])
            try await world.reopened { next async throws in
                try await cut(next, end(tenant.id))
                #expect(try await next.service.auditProblems().count == 1)
            }
        }
    }

    @Test func `the anchor outlives the vault key's line that it was sealed under`() async throws {
        try await withAnchoredTenant { world, _ in
            try await world.reopened(vault: try SampleVault.make(2, 1)) { _ in }
            try await world.reopened(vault: try SampleVault.make(2)) { next async throws in
                #expect(next.service.brokenAudit == [])
                #expect(try await next.service.auditProblems() == [])
            }
        }
    }
}
