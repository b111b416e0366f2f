import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// What a caller is told where an organization has as many counters as it may.
struct CounterBoundTests {
    @Test func `a call without a counter is 429 and recorded usage 422, and both name the policy and the setting`()
        async throws
    {
        var settings = ServiceSettings.patient
        settings.maximumCounters = 1
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let (first, second) = (try await tenant.key("a"), try await tenant.key("b"))
            let policy = try await tenant.policy(.budget(100, .tokens), "per key", groupBy: [.apiKey])
            let small: JSONValue = ["estimate": ["input_tokens": 1, "max_output_tokens": 1]]
            let admitted = try await tenant.reserve(first, small)
            #expect(admitted.status == 201, "\(admitted.text)")
            let refused = try await tenant.reserve(second, small)
            #expect(refused.status == 429 && refused.errorCode == "rate_limited", "\(refused.text)")
            #expect(refused.json["error"]?["policy"]?["id"]?.string == policy.id.text)
            #expect(refused.json["error"]?["policy"]?["retryable"] == true)
            #expect(refused.header("Retry-After") == "60")
            #expect(refused.text.contains("'per key'") && refused.text.contains("limits.max_counters"))
            let recorded = try await tenant.post(
                "/v1/usage",
                ["records": [["key_id": .string(second.id), "usage": ["input_tokens": 1, "output_tokens": 1]]]])
            #expect(recorded.status == 422 && recorded.errorParam == "records[0]", "\(recorded.text)")
            #expect(recorded.text.contains("'per key'") && recorded.text.contains("limits.max_counters"))
            let id = try #require(admitted["id"]?.string)
            let settled = try await tenant.post(
                "/v1/reservations/\(id)/settle", ["usage": ["input_tokens": 1, "output_tokens": 1]])
            #expect(settled.status == 200, "\(settled.text)")
        }
    }
}
