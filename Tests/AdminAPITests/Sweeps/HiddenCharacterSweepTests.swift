import Foundation
import HTTPTypes
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// Puts characters that steer a terminal, or turn the direction of text, into every text that every operation takes. One
/// that is let through, or comes back, fails here by the operation and the field.
struct HiddenCharacterSweepTests {
    private static let characters: [Unicode.Scalar] = ["\u{0}", "\u{1B}", "\u{202E}"]

    private static let withBody = Endpoint.allCases.filter {
        ServedDocument.operation($0)?["requestBody"] != nil && $0.access != .clientCredential
    }
    private static let withQuery = Endpoint.allCases.filter { !queryNames($0).isEmpty }
    private static let withParameter = Endpoint.allCases.filter { $0.path.contains("{") }

    /// What has a form of its own, which the schema does not state: the refusal states that.
    private static let formed: Set = [
        "time_zone", "address", "allowed_addresses[0]", "variant", "size", "image_size", "image_quality", "video_size",
        "search_size", "unpriced_because[0]",
    ]

    /// What is asked about, be it anything: it is no key, and no secret of anybody's.
    private static func isQuestion(_ endpoint: Endpoint, _ path: String) -> Bool {
        switch endpoint {
        case .verifyKey, .explainKey, .createReservation: path == "key"
        case .lookupSecret, .revokeLeakedSecret: path == "secret"
        default: false
        }
    }

    /// The bodies that requests have in the document, those of the operation first.
    private static func examples(_ endpoint: Endpoint) -> [JSONValue] {
        func values(_ operation: JSONValue?) -> [JSONValue] {
            let content = operation?["requestBody"]?["content"]?["application/json"]
            let named = (content?["examples"]?.object ?? [:]).sorted { $0.key < $1.key }
            return ([content?["example"]] + named.map { $0.value["value"] }).compactMap { $0 }
        }
        return values(ServedDocument.operation(endpoint))
            + Endpoint.allCases.flatMap { values(ServedDocument.operation($0)) }
    }

    /// The same body, where it has a price with one that has everything.
    private static func priced(_ json: JSONValue) -> JSONValue {
        if let rows = json.array { return .array(rows.map(priced)) }
        guard var members = json.object, members["price"] != nil else { return json }
        members["price"] = [
            "state": "priced", "input": 1, "output": 2, "rates": [["variant": "batch", "input": 1, "per_image": 1]],
        ]
        return .object(members)
    }

    @Test(arguments: withBody)
    func `a hidden character in any text of a body is refused by the field's name`(_ endpoint: Endpoint) async throws {
        try await swept(endpoint) { request, token, world in
            let content = ServedDocument.operation(endpoint)?["requestBody"]?["content"]?["application/json"]
            let bodies = [Self.priced(request.json ?? [:])] + Self.examples(endpoint)
            for character in Self.characters {
                for body in SpoiledBody.all(content?["schema"] ?? .null, bodies, character) {
                    let reply = try await world.send(request.method, request.path, token: token, json: body.json)
                    expectRefused(reply, body, character, endpoint)
                }
            }
        }
    }

    private func expectRefused(
        _ reply: Reply, _ body: SpoiledBody, _ character: Unicode.Scalar, _ endpoint: Endpoint
    ) {
        let place = "\(endpoint) \(body.path) \(character.codePoint): \(reply.status) \(reply.text)"
        #expect(!isRepeated(character, in: reply), "\(place)")
        guard !Self.isQuestion(endpoint, body.path) else {
            #expect(reply.status == 200 || reply.status == 403, "\(place)")
            return
        }
        #expect((400..<500).contains(reply.status), "\(place)")
        #expect(named(reply).contains(where: body.params.contains), "\(place)")
        if body.isFree, !Self.formed.contains(body.name) {
            #expect(reply.text.contains(character.codePoint), "\(place)")
        }
    }

    /// What an error says is at fault; a row's field both by itself and within the row.
    private func named(_ reply: Reply) -> [String] {
        let problems = (reply.json["error"]?["problems"]?.array ?? []).flatMap { problem in
            let (place, param) = (problem["place"]?.string ?? "", problem["param"]?.string ?? "")
            // Of a price map the name of a row is what is wrong with it.
            return ["\(place).\(param)", param == "name" ? "" : param]
        }
        return [reply.errorParam].compactMap { $0 } + problems
    }

    private func isRepeated(_ character: Unicode.Scalar, in reply: Reply) -> Bool {
        let texts = ServedDocument.nodes(of: reply.json).flatMap { node in
            [node.string].compactMap { $0 } + (node.object ?? [:]).keys
        }
        return (texts + [reply.text] + reply.headers.map(\.value)).contains { $0.unicodeScalars.contains(character) }
    }

    @Test(arguments: withQuery)
    func `a hidden character in a query is refused by the parameter's name`(_ endpoint: Endpoint) async throws {
        try await swept(endpoint) { request, token, world in
            for character in Self.characters {
                for name in Self.queryNames(endpoint) {
                    let path = "\(request.path)?\(name)=a\(Self.encoded(character))b"
                    let reply = try await world.send(request.method, path, token: token)
                    let place = "\(endpoint) \(name) \(character.codePoint): \(reply.status) \(reply.text)"
                    #expect((400..<500).contains(reply.status) && reply.errorParam == name, "\(place)")
                    #expect(!isRepeated(character, in: reply), "\(place)")
                    let strange = "\(request.path)?a\(Self.encoded(character))b=1"
                    let other = try await world.send(request.method, strange, token: token)
                    #expect(other.status == 400 && !isRepeated(character, in: other), "\(endpoint) \(other.text)")
                }
            }
        }
    }

    @Test(arguments: withParameter)
    func `a hidden character in a path is refused, encoded or not`(_ endpoint: Endpoint) async throws {
        try await swept(endpoint) { request, token, world in
            for character in Self.characters {
                for text in [Self.encoded(character), String(Character(character))] {
                    for segment in request.path.split(separator: "/").map(String.init) {
                        let path = request.path.replacing(
                            segment, with: "\(segment.prefix(1))\(text)\(segment.dropFirst())")
                        let reply = try await world.send(request.method, path, token: token, json: request.json)
                        let place = "\(path.debugDescription): \(reply.status) \(reply.text)"
                        #expect(reply.status == 400 && reply.errorParam == "path", "\(place)")
                        #expect(!isRepeated(character, in: reply), "\(place)")
                    }
                }
            }
        }
    }

    @Test func `a hidden character in a form is refused, or is of a token that nobody has`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            for character in Self.characters {
                let word = "a\(Character(character))b"
                let forms: [(String, [(String, String)], [Int])] = [
                    ("/oauth2/token", [("grant_type", word)], [400]),
                    ("/oauth2/token", [("grant_type", "client_credentials"), ("scope", word)], [400]),
                    ("/oauth2/token", [("client_id", word), ("client_secret", word)], [401]),
                    // RFC 7662 §2.2 and RFC 7009 §2.2: what is no token is not active, and is revoked.
                    ("/oauth2/introspect", [("token", word)], [200]), ("/oauth2/revoke", [("token", word)], [200]),
                ]
                for (path, fields, statuses) in forms {
                    let hasClient = fields.contains { $0.0 == "client_id" }
                    let reply = try await world.form(path, fields, basic: hasClient ? nil : tenant.client)
                    #expect(statuses.contains(reply.status), "\(path) \(fields.count): \(reply.text)")
                    #expect(!isRepeated(character, in: reply), "\(path): \(reply.text)")
                }
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a hidden character in what is kept of a provider's own usage does not come back`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for character in Self.characters {
                let usage: JSONValue = [
                    "format": "openai.chat", "lenient": true, "prompt_tokens": 1, "completion_tokens": 1,
                    "total_tokens": 2, "mode\(Character(character))": .string("a\(Character(character))b"),
                ]
                let reply = try await world.send(
                    .post, "/v1/usage", token: tenant.token,
                    json: ["records": [["key_id": .string(key.id), "usage": usage]]])
                #expect(reply.status == 200, "\(reply.text)")
                #expect(reply.text.contains("a\u{FFFD}b") && !isRepeated(character, in: reply), "\(reply.text)")
            }
        }
    }

    /// Runs `body` with a request that would do something, and sees that nothing was done.
    private func swept(
        _ endpoint: Endpoint, _ body: (SweptRequest, _ token: String, World) async throws -> Void
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let ids = try await SweptIDs(of: tenant)
            let token =
                switch endpoint {
                case .createOrganization: try await world.rootToken()
                case _ where endpoint.access == .apiKey: ids.teamKeySecret
                default: tenant.token
                }
            let before = try await world.dump()
            try await body(SweptRequest(endpoint, ids), token, world)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    private static func queryNames(_ endpoint: Endpoint) -> [String] {
        (ServedDocument.operation(endpoint)?["parameters"]?.array ?? []).map(ServedDocument.resolved)
            .filter { $0["in"] == "query" }.compactMap { $0["name"]?.string }
    }

    private static func encoded(_ character: Unicode.Scalar) -> String {
        Character(character).utf8.map { String(format: "%%%02X", $0) }.joined()
    }
}
