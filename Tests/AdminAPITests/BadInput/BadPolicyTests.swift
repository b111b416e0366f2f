import Foundation
import TestSupport
import Testing

/// What no limit can be is a 400 that names the field, and changes nothing.
struct BadPolicyTests {
    private static let budget: [String: String] = [
        "conditions": #"[{"key":"model","value":"a"}]"#, "group_by": #"[{"key":"api_key"}]"#, "type": #""cost""#,
        "credit_limit": "10",
    ]
    private static let rate: [String: String] = [
        "conditions": #"[{"key":"model","value":"a"}]"#, "group_by": #"[{"key":"api_key"}]"#, "type": #""requests""#,
        "unit": #""rpm""#, "value": "10",
    ]

    /// - Parameter changes: a field with its bad text, `nil` where it is to be absent, and the param that is blamed.
    private func expectRefused(
        _ path: String, _ base: [String: String], _ changes: [([String: String?], String)]
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            for (change, param) in changes {
                var fields = base
                for (name, value) in change { fields[name] = value }
                let body = "{" + fields.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
                let reply = try await world.send(
                    .post, path,
                    headers: [("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json")],
                    body: Array(body.utf8))
                #expect(reply.status == 400 && reply.errorParam == param, "\(change) got \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a budget's amounts and periods are refused by name`() async throws {
        try await expectRefused(
            "/v1/policies/usage-limits", Self.budget,
            [
                (["credit_limit": nil], "credit_limit"), (["credit_limit": "-1"], "credit_limit"),
                (["credit_limit": "\"10\""], "credit_limit"), (["credit_limit": "1e300"], "credit_limit"),
                (["credit_limit": "0.0000000001"], "credit_limit"), (["credit_limit": "1000000000.1"], "credit_limit"),
                (["credit_limit": "null"], "credit_limit"), (["credit_limit": "true"], "credit_limit"),
                (["type": #""tokens""#, "credit_limit": "1.5"], "credit_limit"),
                (["type": #""tokens""#, "credit_limit": "1000000000000001"], "credit_limit"),
                (["type": #""dollars""#], "type"), (["type": #""concurrent""#], "type"),
                (["alert_threshold": "10"], "alert_threshold"),
                (["alert_threshold": "10.000000001"], "alert_threshold"),
                (["alert_threshold": "-1"], "alert_threshold"),
                (["periodic_reset": #""fortnightly""#], "periodic_reset"),
                (["periodic_reset": #""never""#], "periodic_reset"),
                (["periodic_reset": #""daily""#, "periodic_reset_days": "3"], "periodic_reset_days"),
                (["periodic_reset_days": "0"], "periodic_reset_days"),
                (["periodic_reset_days": "366"], "periodic_reset_days"),
                (["periodic_reset_days": "1.5"], "periodic_reset_days"),
                (["next_usage_reset_at": #""2026-02-01T00:00:00Z""#], "next_usage_reset_at"),
                (
                    ["periodic_reset_days": "7", "next_usage_reset_at": #""2026-01-01T00:00:00Z""#],
                    "next_usage_reset_at"
                ),
                (
                    ["periodic_reset_days": "7", "next_usage_reset_at": #""2026-02-08T00:00:00Z""#],
                    "next_usage_reset_at"
                ),
                (["mode": #""dry""#], "mode"), (["on_unpriced": #""ask""#], "on_unpriced"),
                (["on_expiry": #""keep""#], "on_expiry"), (["on_missing": #""hide""#], "on_missing"),
                (["unit": #""rpm""#], "unit"), (["override": "{}"], "override"),
            ])
    }

    @Test func `a rate limit's value and unit are refused by name`() async throws {
        try await expectRefused(
            "/v1/policies/rate-limits", Self.rate,
            [
                (["value": "-1"], "value"), (["value": "1000000000001"], "value"), (["value": "1.5"], "value"),
                (["value": "9223372036854775808"], "value"), (["value": nil], "value"), (["unit": nil], "unit"),
                (["unit": #""rpy""#], "unit"), (["type": #""cost""#], "type"),
                (["type": #""concurrent""#], "unit"),
                (["type": #""concurrent""#, "unit": nil, "value": "1000001"], "value"),
                (["credit_limit": "1"], "credit_limit"),
            ])
    }

    @Test func `conditions and groups are refused by name`() async throws {
        func conditions(_ count: Int, _ each: String = #"{"key":"model","value":"a"}"#) -> String {
            "[" + Array(repeating: each, count: count).joined(separator: ",") + "]"
        }
        let many = (0..<101).map { "\"\($0)\"" }.joined(separator: ",")
        let groups = (0..<9).map { "{\"key\":\"metadata.m\($0)\"}" }.joined(separator: ",")
        try await expectRefused(
            "/v1/policies/rate-limits", Self.rate,
            [
                (["conditions": nil], "conditions"), (["conditions": "[]"], "conditions"),
                (["conditions": "{}"], "conditions"), (["conditions": conditions(33)], "conditions"),
                (["conditions": conditions(2, #"{"key":"colour","value":"a"}"#)], "conditions[0].key"),
                (["conditions": #"[{"value":"a"}]"#], "conditions[0].key"),
                (["conditions": #"[{"key":"model"}]"#], "conditions[0].value"),
                (["conditions": #"[{"key":"model","value":"a","excludes":"b"}]"#], "conditions[0].value"),
                (["conditions": #"[{"key":"model","value":"a","color":1}]"#], "conditions[0].color"),
                (["conditions": #"[{"key":"model","value":[]}]"#], "conditions[0].value"),
                (["conditions": "[{\"key\":\"model\",\"value\":[\(many)]}]"], "conditions[0].value"),
                (["conditions": #"[{"key":"model","value":""}]"#], "conditions[0].value"),
                (["conditions": #"[{"key":"model","value":"a*b"}]"#], "conditions[0].value"),
                (["conditions": #"[{"key":"model","excludes":["a","*b"]}]"#], "conditions[0].excludes"),
                (["conditions": #"[{"key":"model","value":7}]"#], "conditions[0].value"),
                (["conditions": #"[{"key":"team_id","value":"0199*"}]"#], "conditions[0].value"),
                (["conditions": #"[{"key":"metadata.","value":"a"}]"#], "conditions[0].key"),
                (["group_by": nil], "group_by"), (["group_by": "[]"], "group_by"),
                (["group_by": "[\(groups)]"], "group_by"), (["group_by": #"["api_key"]"#], "group_by[0]"),
                (["group_by": #"[{"key":"colour"}]"#], "group_by[0].key"),
                (["group_by": #"[{"key":"api_key"},{"key":"api_key_id"}]"#], "group_by[1].key"),
                (["group_by": #"[{"key":"api_key","x":1}]"#], "group_by[0].x"),
                (["name": "\"\""], "name"), (["name": "\"\(String(repeating: "x", count: 256))\""], "name"),
                (["team_id": #""core""#, "workspace_id": #""other""#], "workspace_id"),
                (["organization_id": #""a""#, "organisation_id": #""b""#], "organisation_id"),
            ])
    }

    @Test func `a name that an active policy of the kind has is a conflict, and another kind's is none`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            func create(_ path: String, _ base: [String: String]) async throws -> Int {
                let fields = base.merging(["name": "\"n\""]) { $1 }
                let body = "{" + fields.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
                return try await world.send(
                    .post, path,
                    headers: [("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json")],
                    body: Array(body.utf8)
                ).status
            }
            #expect(try await create("/v1/policies/usage-limits", Self.budget) == 201)
            #expect(try await create("/v1/policies/usage-limits", Self.budget) == 409)
            #expect(try await create("/v1/policies/rate-limits", Self.rate) == 201)
        }
    }
}
