import Foundation
import HTTPTypes
import KeyVault
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// Runs through everything with secrets that are known, and then looks for them wherever they must not be.
struct CanaryTests {
    /// Replies that may show a secret, each to the one who just asked for it.
    private static let showing: Set<String> = [
        "POST /v1/oauth/clients", "POST /oauth2/token", "PATCH /v1/apikey/rotate",
    ]

    private static func mayShow(_ exchange: Exchange) -> Bool {
        let call = "\(exchange.method) \(exchange.path)"
        return showing.contains(call) || call.hasSuffix("/rotate") || call.hasSuffix("/rotate_all")
            || call.hasSuffix("/regenerate")
            || (exchange.method == "POST" && call.hasSuffix("/api_keys"))
    }

    /// Every spelling of a secret that would give it away, or let it be confirmed without the vault key.
    private func spellings(_ secret: String) throws -> [[UInt8]] {
        let bytes = Array(secret.utf8)
        let digest = try Hash.sha256(bytes)
        let hex = digest.map { String(format: "%02x", $0) }.joined()
        let body = Array(secret.dropFirst(4).prefix(30).utf8)
        return [
            bytes, body, digest, Array(hex.utf8), Array(hex.uppercased().utf8),
            Array(Data(digest).base64EncodedString().utf8), Array(Data(bytes).base64EncodedString().utf8),
            Array(bytes.reversed()), Array(bytes.map { String(format: "%02x", $0) }.joined().utf8),
        ]
    }

    /// Everything there is to do, with the right credentials and with wrong ones.
    private func runThroughEverything(_ world: World) async throws {
        let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
        let ids = try await SweptIDs(of: mine)
        let strangers = try await SweptIDs(of: theirs)
        let key = try await mine.key("own")
        for path in ["\(mine.keysPath)/\(ids.teamKey)", "/v1/user/api_keys/\(ids.userKey)"] {
            _ = try await world.send(.post, "\(path)/rotate", token: mine.token)
        }
        _ = try await world.send(.patch, "/v1/apikey/rotate", token: key.secret)
        // Secrets where none belongs: in names, paths, queries, ids, headers.
        _ = try await world.send(.get, "/v1/teams/\(key.secret)", token: mine.token)
        _ = try await world.send(.get, "/v1/teams?after=\(key.secret)", token: mine.token)
        _ = try await world.send(.get, "/healthz", headers: [("X-Request-Id", key.secret)])
        _ = try await world.send(.get, "/v1/teams", token: mine.token, organization: key.secret)
        _ = try await world.form("/oauth2/token", [("grant_type", mine.client.secret)], basic: mine.client)
        _ = try await world.form(
            "/oauth2/token", [("scope", "x")], basic: Credential(id: key.secret, secret: key.secret))
        // The endings last, so that everything before them has something to work on.
        let endings = Endpoint.allCases.filter { $0.method == .delete }
        for endpoint in Endpoint.allCases.filter({ $0.method != .delete }) + endings {
            for (ids, token) in [
                (ids, mine.token), (strangers, mine.token), (ids, key.secret), (ids, mine.client.secret),
            ] {
                _ = try await SweptRequest(endpoint, ids).send(in: world, token: token)
            }
        }
        _ = try await world.form("/oauth2/introspect", [("token", theirs.token)], basic: theirs.client)
        _ = try await world.form("/oauth2/revoke", [("token", theirs.token)], basic: theirs.client)
        try await world.service.keepHouse()
    }

    private func secrets(of world: World) -> Set<String> {
        var found: Set<String> = [world.root.secret]
        for exchange in world.exchanges {
            for match in exchange.reply.text.matches(of: /kh[kas]_[0-9A-Za-z]{36}/) { found.insert(String(match.0)) }
        }
        return found
    }

    @Test func `no secret and no unkeyed digest of one is anywhere but in the reply that hands it out`() async throws {
        try await withWorld { world in
            try await runThroughEverything(world)
            let metrics = try await world.send(.get, "/metrics").text
            let audit = try await world.dump().filter { $0.hasPrefix("audit_events") }
            var places: [(name: String, bytes: [UInt8])] = [
                ("the log", Array(world.logs.lines.joined(separator: "\n").utf8)),
                ("the metrics", Array(metrics.utf8)), ("the audit trail", Array(audit.joined(separator: "\n").utf8)),
            ]
            for file in try FileManager.default.contentsOfDirectory(atPath: world.folder) {
                places.append((file, Array(try Data(contentsOf: URL(fileURLWithPath: "\(world.folder)/\(file)")))))
            }
            for exchange in world.exchanges where !Self.mayShow(exchange) {
                places.append(("\(exchange.method) \(exchange.path.prefix(20))", exchange.reply.bytes))
            }
            for exchange in world.exchanges {
                let headers = exchange.reply.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
                places.append(("headers", Array(headers.utf8)))
            }
            let secrets = secrets(of: world)
            #expect(secrets.count > 15 && places.count > 100 && audit.count > 20 && world.logs.lines.count > 100)
            #expect(places.contains { $0.name.hasSuffix("-wal") && $0.bytes.count > 10_000 })
            let texts = places.map { (name: $0.name, data: Data($0.bytes)) }
            for secret in secrets {
                for spelling in try spellings(secret) {
                    for place in texts where place.data.range(of: Data(spelling)) != nil {
                        Issue.record("a secret \(secret.prefix(4)) is in \(place.name)")
                    }
                }
            }
        }
    }

    @Test func `the search finds what it looks for`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            #expect(secrets(of: world).contains(key.secret) && secrets(of: world).contains(tenant.token))
            #expect(try spellings(key.secret).contains { Data(key.json.bytes).range(of: Data($0)) != nil })
        }
    }

    @Test func `the trail tells of every change, and its chains hold`() async throws {
        try await withWorld { world in
            try await runThroughEverything(world)
            #expect(try await world.service.auditProblems().isEmpty)
            let trail = try await world.dump().filter { $0.hasPrefix("audit_events") }.joined()
            for action in [
                "organization.create", "user.create", "team.update", "team_member.update", "api_key.rotate",
                "api_key.regenerate", "api_key.delete", "oauth_client.rotate_secret", "access_token.revoke",
            ] {
                #expect(trail.contains("'\(action)'"), "\(action)")
            }
        }
    }
}
