import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// Clients that are made from the document fill in what it says of fields that are absent.
struct DefaultSweepTests {
    private static func defaults(_ endpoint: Endpoint) -> [String: JSONValue] {
        guard let body = ServedDocument.operation(endpoint)?["requestBody"],
            let schema = ServedDocument.resolved(body)["content"]?["application/json"]?["schema"]
        else { return [:] }
        return (ServedDocument.resolved(schema)["properties"]?.object ?? [:]).compactMapValues {
            ServedDocument.resolved($0)["default"]
        }
    }

    private static let withDefaults = Endpoint.allCases.filter { !defaults($0).isEmpty }

    /// In a world of its own.
    private func status(_ endpoint: Endpoint, adding fields: [String: JSONValue]) async throws -> Int {
        var status = 0
        try await withWorld { world in
            let tenant = try await world.tenant()
            let request = SweptRequest(endpoint, try await SweptIDs(of: tenant))
            let token = endpoint == .createOrganization ? try await world.rootToken() : tenant.token
            let json = JSONValue.object(fields.merging(request.json?.object ?? [:]) { _, own in own })
            status = try await world.send(request.method, request.path, token: token, json: json).status
        }
        return status
    }

    @Test(arguments: withDefaults)
    func `every default of the document may be sent, together and alone`(_ endpoint: Endpoint) async throws {
        let (defaults, without) = (Self.defaults(endpoint), try await status(endpoint, adding: [:]))
        #expect(without < 300 || without == 409)
        #expect(try await status(endpoint, adding: defaults) == without)
        for (name, value) in defaults where defaults.count > 1 {
            #expect(try await status(endpoint, adding: [name: value]) == without, "\(name)")
        }
    }

    @Test func `the sweep knows the operations that have defaults`() {
        #expect(
            Set([Endpoint.verifyKey, .createReservation, .correctUsage, .createUsageLimit]).isSubset(
                of: Self.withDefaults))
    }
}
