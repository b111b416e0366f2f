import HTTPTypes
import TestSupport
import Testing

/// A body that is wrong gets a 4xx that names what is wrong with it, and changes nothing.
struct BadBodyTests {
    /// What is sent, and which field is blamed.
    private func expect(
        _ table: [(String, String)], at path: (Tenant) -> String, by method: HTTPRequest.Method = .post,
        status: Int = 400
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await tenant.key("taken")
            let (path, before) = (path(tenant), try await world.dump())
            for (body, param) in table {
                let reply = try await world.send(
                    method, path,
                    headers: [("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json")],
                    body: Array(body.utf8))
                #expect(reply.status == status, "\(body.prefix(80)) got \(reply.text)")
                #expect(reply.errorParam == param, "\(body.prefix(80)) got \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `what is not a JSON object is refused`() async throws {
        let deep = String(repeating: "[", count: 100_000)
        let nested = String(repeating: "{\"a\":", count: 20_000) + "1" + String(repeating: "}", count: 20_000)
        try await expect(
            [
                "", "{", "}", "[]", "null", "1", "\"name\"", "true", "{\"name\":}", "{'name': 'a'}", "{name: \"a\"}",
                "{\"name\": \"a\",}", "{,\"name\": \"a\"}", "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"name\": \"a\", \"n\\u0061me\": \"b\"}",
                "{\"name\": \"a\", \"metadata\": {\"k\": \"1\", \"k\": \"2\"}}",
                "{\"name\": \"a\", \"allowed_models\": [\"m\",]}", "{\"name\": \"a\" \"enabled\": true}",
                "{\"name\" \"a\"}",
                "{\"name\": \"a\", \"enabled\": tru}", "{\"name\": \"a\", \"enabled\": 01}", "{\"name\": \"\\x41\"}",
                "{\"name\": \"a\"} x", "{\"name\": \"a\"}{}", "\u{0}", "NaN", deep,
                "{\"name\": \"\\ud800\"}", "{\"name\": \"a\nb\"}", "// {}\n{}",
            ].map { ($0, $0.isEmpty ? "name" : "body") }, at: \.keysPath)
        try await expect([(nested, "body")], at: \.keysPath)
    }

    @Test func `bytes that are no UTF-8 are refused`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            for bytes in [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3]] as [[UInt8]] {
                let reply = try await world.send(
                    .post, tenant.keysPath,
                    headers: [("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json")],
                    body: Array("{\"name\":\"".utf8) + bytes + Array("\"}".utf8))
                #expect(reply.status == 400 && reply.errorParam == "body", "\(bytes) got \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a key's fields are refused by name`() async throws {
        let long = String(repeating: "x", count: 256)
        try await expect(
            [
                ("{}", "name"), ("{\"name\":null}", "name"), ("{\"name\":1}", "name"), ("{\"name\":[\"a\"]}", "name"),
                ("{\"name\":\"\"}", "name"), ("{\"name\":\" a\"}", "name"), ("{\"name\":\"a\\u0000\"}", "name"),
                ("{\"name\":\"\(long)\"}", "name"), ("{\"name\":\"a\\u001b[2J\"}", "name"),
                ("{\"name\":\"a\",\"enabled\":\"yes\"}", "enabled"), ("{\"name\":\"a\",\"enabled\":1}", "enabled"),
                ("{\"name\":\"a\",\"color\":1}", "color"), ("{\"name\":\"a\",\"Name\":\"b\"}", "Name"),
                ("{\"name\":\"a\",\"id\":\"x\"}", "id"), ("{\"name\":\"a\",\"api_key\":\"x\"}", "api_key"),
                ("{\"name\":\"a\",\"expiration_date\":1}", "expiration_date"),
                ("{\"name\":\"a\",\"expiration_date\":\"soon\"}", "expiration_date"),
                ("{\"name\":\"a\",\"expiration_date\":\"2026-02-30T00:00:00Z\"}", "expiration_date"),
                ("{\"name\":\"a\",\"expiration_date\":\"2020-01-01T00:00:00Z\"}", "expiration_date"),
                ("{\"name\":\"a\",\"expiration_date\":\"0000-01-01T00:00:00Z\"}", "expiration_date"),
                ("{\"name\":\"a\",\"expiration_date\":\"99999-01-01T00:00:00Z\"}", "expiration_date"),
                ("{\"name\":\"a\",\"allowed_models\":\"m\"}", "allowed_models"),
                ("{\"name\":\"a\",\"allowed_models\":{}}", "allowed_models"),
                ("{\"name\":\"a\",\"allowed_models\":[1]}", "allowed_models[0]"),
                ("{\"name\":\"a\",\"allowed_models\":[\"m\",null]}", "allowed_models[1]"),
                ("{\"name\":\"a\",\"allowed_models\":[\"m*n\"]}", "allowed_models[0]"),
                ("{\"name\":\"a\",\"allowed_addresses\":[\"10.0.0.1/8\"]}", "allowed_addresses[0]"),
                ("{\"name\":\"a\",\"allowed_addresses\":[\"::1\",\"localhost\"]}", "allowed_addresses[1]"),
                ("{\"name\":\"a\",\"metadata\":[]}", "metadata"), ("{\"name\":\"a\",\"metadata\":\"m\"}", "metadata"),
                ("{\"name\":\"a\",\"metadata\":{\"k\":1}}", "metadata.k"),
                ("{\"name\":\"a\",\"metadata\":{\"k\":{}}}", "metadata.k"),
                ("{\"name\":\"a\",\"metadata\":{\"\":\"v\"}}", "metadata"),
            ], at: \.keysPath)
    }

    @Test func `numbers that are none, or too large, are refused by name`() async throws {
        let numbers = ["-1", "2592001", "1e400", "99999999999999999999999", "1.5", "\"60\"", "true", "[]", "-0.1"]
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let before = try await world.dump()
            for number in numbers {
                let reply = try await world.send(
                    .post, "\(tenant.keysPath)/\(key.id)/rotate",
                    headers: [("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json")],
                    body: Array("{\"transition_seconds\":\(number)}".utf8))
                #expect(reply.status == 400, "\(number) got \(reply.text)")
                #expect(reply.errorParam == "transition_seconds", "\(number) got \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a patch is as strict, and null is only for what may be empty`() async throws {
        try await expect(
            [
                ("{\"name\":null}", "name"), ("{\"slug\":null}", "slug"), ("{\"slug\":\"a b\"}", "slug"),
                ("{\"description\":null}", "description"), ("{\"description\":\"a\\u0007\"}", "description"),
                ("{\"metadata\":null}", "metadata"), ("{\"organization_id\":\"x\"}", "organization_id"),
                ("{\"name\":{}}", "name"), ("[1]", "body"),
            ], at: { "/v1/teams/\($0.teamID)" }, by: .patch)
        try await expect(
            [
                ("{\"email\":\"nobody\"}", "email"), ("{\"role\":\"king\"}", "role"), ("{\"role\":null}", "role"),
                ("{\"status\":\"gone\"}", "status"), ("{\"password\":\"x\"}", "password"),
            ], at: { "/v1/users/\($0.userID)" }, by: .patch)
        try await expect(
            [
                ("{\"key_ceilings\":{\"max_lifetime_seconds\":1}}", "key_ceilings.max_lifetime_seconds"),
                ("{\"key_ceilings\":{\"max_keys_per_owner\":\"5\"}}", "key_ceilings.max_keys_per_owner"),
                ("{\"key_ceilings\":{\"max_height\":1}}", "key_ceilings.max_height"),
                ("{\"key_ceilings\":[]}", "key_ceilings"), ("{\"key_ceilings\":null}", "key_ceilings"),
                ("{\"time_zone\":\"Mars/Olympus\"}", "time_zone"),
            ], at: { "/v1/organizations/\($0.id)" }, by: .patch)
    }

    @Test func `a client's scopes are refused by position`() async throws {
        try await expect(
            [
                ("{\"name\":\"a\"}", "scopes"), ("{\"name\":\"a\",\"scopes\":[]}", "scopes"),
                ("{\"name\":\"a\",\"scopes\":\"*\"}", "scopes"),
                ("{\"name\":\"a\",\"scopes\":[\"keys.read\",\"keys.fly\"]}", "scopes[1]"),
                ("{\"name\":\"a\",\"scopes\":[\"\"]}", "scopes[0]"),
            ], at: { _ in "/v1/oauth/clients" })
    }

    @Test func `what verify is asked is as strict`() async throws {
        try await expect(
            [
                ("{}", "key"), ("{\"key\":null}", "key"), ("{\"key\":1}", "key"),
                ("{\"key\":\"x\",\"address\":\"here\"}", "address"),
                ("{\"key\":\"x\",\"address\":\"192.0.2.1\\u0000\"}", "address"),
                ("{\"key\":\"x\",\"metadata\":{\"a\":1}}", "metadata.a"), ("{\"key\":\"x\",\"tool\":1}", "tool"),
                ("{\"key\":\"x\",\"request_id\":\"\"}", "request_id"),
            ], at: { _ in "/v1/keys/verify" })
    }
}

struct ByteOrderMarkTests {
    @Test func `a byte-order mark before a body's JSON is dropped`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await tenant.send(raw: "\u{FEFF}{\"name\": \"marked\"}", to: tenant.keysPath)
            #expect(reply.status == 201 && reply["name"]?.string == "marked")
        }
    }
}
