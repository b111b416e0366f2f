import AdminClient
import Foundation
import LoopbackSupport
import Testing
import Wire

/// A service behind real proxies that ask Keyhold, with the configurations that are shipped. Where a proxy is missing this
/// fails: `scripts/setup --test` installs them.
@Suite struct `A service behind a proxy and Keyhold` {
    private struct Scene {
        let daemon: Daemon
        let client: KeyholdClient
        let team: TeamBody
        let proxy: FrontProxy
        let service: LoopbackServer

        func key(_ name: String = "k", _ change: (inout CreateKeyBody) -> Void = { _ in }) throws -> APIKeyBody {
            var body = CreateKeyBody(name: name)
            change(&body)
            return try client.createKey(of: .team(team.id), body)
        }

        func reply(_ key: String, _ headers: String..., from source: String = "127.0.0.1") throws -> RawConnection.Reply
        {
            try proxy.send(headers: ["Authorization: Bearer \(key)"] + headers, from: source)
        }
    }

    private static let settings = ["KEYHOLD_PROXY_TRUSTED": "127.0.0.1", "KEYHOLD_PROXY_MODEL_HEADER": "X-Model"]
    private static let identities = ["Keyhold-Key-Id", "Keyhold-Team-Id", "Keyhold-User-Id", "Keyhold-Organization-Id"]

    private func withScene(_ kind: FrontProxy.Kind, _ body: (Scene) throws -> Void) throws {
        try Folder.run { folder in
            try folder.serve(Self.settings) { daemon in
                let (client, team) = try daemon.tenant()
                try LoopbackServer.run({ .status(200, [:], "served \($0.method)") }) { service in
                    try FrontProxy.run(kind, keyhold: daemon.port, service: service.port) { proxy in
                        try body(Scene(daemon: daemon, client: client, team: team, proxy: proxy, service: service))
                    }
                }
            }
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `gets a request with a good key, and none with a bad or a disabled one`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let (good, disabled) = (try scene.key("good"), try scene.key("disabled") { $0.enabled = false })
            let served = try scene.reply(good.apiKey)
            #expect(served.status == 200 && served.body == "served GET")
            let off = try scene.reply(disabled.apiKey)
            #expect(off.status == 403 && off.header("WWW-Authenticate")?.hasPrefix("Bearer ") == true)
            #expect(try off.errorCode() == "forbidden")
            let wrong = String(good.apiKey.dropLast()) + (good.apiKey.last == "x" ? "y" : "x")
            for bad in [try scene.reply(wrong), try scene.proxy.send()] {
                #expect(bad.status == 401 && bad.header("WWW-Authenticate")?.hasPrefix("Bearer ") == true)
                #expect(try bad.errorCode() == "unauthenticated")
            }
            try scene.client.deleteKey(good.id, of: .team(scene.team.id))
            #expect(try scene.reply(good.apiKey).status == 401)
            #expect(scene.service.requests.count == 1)
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `is asked under every method, and gets bodies whole`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let key = ["Authorization: Bearer \(try scene.key().apiKey)"]
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
                #expect(try scene.proxy.send(method, headers: key).status == 200, "\(method)")
                #expect(scene.service.requests.last?.method == method)
                #expect(try scene.proxy.send(method).status == 401, "\(method)")
            }
            // The second is more than Keyhold itself reads.
            for count in [10_000, 250_000] {
                let body = String(repeating: "0123456789", count: count)
                let path = "/v1/chat/completions?a=%2F&b=1"
                #expect(try scene.proxy.send("POST", path, headers: key, body: body).status == 200)
                let seen = try #require(scene.service.requests.last)
                #expect(seen.target == path && seen.body == body)
                #expect(try scene.proxy.send("POST", path, body: body).status == 401)
            }
            #expect(scene.service.requests.count == 9)
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `is told who calls, and a caller cannot say that it is somebody else`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let key = try scene.key()
            let forged = Self.identities.flatMap {
                ["\($0): forged", "\($0.lowercased()): forged", "\($0.replacing("-", with: "_")): forged"]
            }
            let reply = try scene.proxy.send(headers: ["Authorization: Bearer \(key.apiKey)"] + forged)
            let seen = try #require(scene.service.requests.last)
            #expect(reply.status == 200)
            #expect(seen.headers["keyhold-key-id"] == key.id)
            #expect(seen.headers["keyhold-team-id"] == scene.team.id)
            #expect(seen.headers["keyhold-organization-id"] == scene.team.organizationID)
            // A team's key has no user: the header is not there, or is empty, rather than the caller's own.
            #expect(seen.headers["keyhold-user-id"] ?? "" == "")
            #expect(!seen.headerLines.contains { $0.contains("forged") })
        }
    }

    /// An older Keyhold, or what a later proxy makes of empty headers.
    @Test(arguments: FrontProxy.Kind.allCases)
    func `gets none of a caller's own identity headers where the answer has none`(_ kind: FrontProxy.Kind) throws {
        let forged = Self.identities.map { "\($0): forged" }
        let agree: LoopbackServer.Handler = { _ in .status(200) }
        try LoopbackServer.run(agree) { silent in
            try LoopbackServer.run(agree) { service in
                let reply = try FrontProxy.run(kind, keyhold: silent.port, service: service.port) {
                    try $0.send(headers: forged)
                }
                let seen = service.requests.flatMap(\.headerLines)
                #expect(reply.status == 200 && !seen.isEmpty && !seen.contains { $0.contains("forged") })
            }
        }
    }

    /// A proxy drops what `Connection` names (RFC 9110 §7.6.1): of the caller's headers, and not of its own.
    @Test(arguments: FrontProxy.Kind.allCases)
    func `is told who calls though the caller names those headers as its connection's`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let (key, here) = (try scene.key(), try scene.key("here") { $0.allowedAddresses = ["127.0.0.1"] })
            for name in Self.identities + ["keyhold-KEY-id"] {
                let reply = try scene.reply(key.apiKey, "Connection: close, \(name)", "\(name): forged")
                #expect(reply.status == 200, "\(name)")
            }
            #expect(scene.service.requests.allSatisfy { $0.headers["keyhold-key-id"] == key.id })
            // Envoy answers this with 400.
            let elsewhere = try scene.reply(here.apiKey, "Connection: close, X-Forwarded-For", from: "127.0.0.2")
            #expect([400, 403].contains(elsewhere.status))
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `never sees the key, in whichever header it came`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let key = try scene.key().apiKey
            for name in ["Authorization", "x-api-key", "X-Goog-Api-Key", "api-key"] {
                let value = name == "Authorization" ? "Bearer \(key)" : key
                #expect(try scene.proxy.send(headers: ["\(name): \(value)"]).status == 200, "\(name)")
                #expect(try scene.reply(key, "\(name == "Authorization" ? "X-A" : name): other").status == 200)
            }
            #expect(scene.service.requests.count == 8)
            #expect(scene.service.requests.allSatisfy { !$0.headerLines.contains { $0.contains(key) } })
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `is kept to the addresses of the key, as the proxy sees them and not as the caller claims`(
        _ kind: FrontProxy.Kind
    ) throws {
        try withScene(kind) { scene in
            let (near, far) = ("127.0.0.1", "127.0.0.2")
            let claims = [
                "X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 127.0.0.2", "X-Forwarded-For: unknown",
                "Forwarded: for=127.0.0.2", "X-Real-IP: 127.0.0.2", "X-A: b",
            ]
            for (allowed, other) in [(near, far), (far, near)] {
                let key = try scene.key(allowed) { $0.allowedAddresses = [allowed] }.apiKey
                for claim in claims {
                    // The proxy's own address is trusted, so that whatever stands before it would be believed.
                    #expect(try scene.reply(key, claim, from: allowed).status == 200, "\(claim)")
                    #expect(scene.service.requests.last?.headers["x-forwarded-for"] == allowed, "\(claim)")
                    #expect(try scene.reply(key, claim, from: other).status == 403, "\(claim)")
                }
            }
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `is kept to the models of the key, whose name the caller says once`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let small = try scene.key("small") { $0.allowedModels = ["small-*"] }.apiKey
            #expect(try scene.reply(small, "X-Model: small-1").status == 200)
            #expect(try scene.reply(small, "X-Model: large-1").status == 403)
            #expect(try scene.reply(small, "X-Model: small-1", "X-Model: large-1").status == 403)
            #expect(try scene.reply(small, "X-Model: large-1", "x-model: small-1").status == 403)
            #expect(scene.service.requests.count == 1)
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `gets nothing beyond a limit, and the caller is told when to come back`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let limited = try scene.key("limited") {
                $0.rateLimits = [KeyRateLimitBody(type: "requests", unit: "rpm", value: 1)]
            }
            #expect(try scene.reply(limited.apiKey).status == 200)
            let full = try scene.reply(limited.apiKey)
            #expect(full.status == 429)
            #expect(try full.errorCode() == "rate_limited")
            #expect(full.header("RateLimit")?.contains(";r=0") == true)
            #expect(full.header("RateLimit-Policy")?.contains(";q=1;w=60") == true)
            #expect(full.header("x-ratelimit-remaining-requests") == "0")
            let spent = try scene.key("spent") {
                $0.rateLimits = [KeyRateLimitBody(type: "requests", unit: "rpm", value: 100)]
                $0.usageLimits = KeyUsageLimitBody(creditLimit: DollarsBody(5))
                $0.usageLimits?.type = "tokens"
            }
            _ = try scene.client.recordUsage([
                UsageRecordBody(keyID: spent.id, usage: UsageBody(inputTokens: 5, outputTokens: 0))
            ])
            let over = try scene.reply(spent.apiKey)
            #expect(over.status == 402)
            #expect(try over.errorCode() == "insufficient_quota")
            #expect(over.header("RateLimit") != nil && over.header("RateLimit-Policy")?.contains(";q=100") == true)
            for refusal in [full, over] {
                #expect(refusal.header("Retry-After").flatMap(Int.init).map { $0 > 0 } == true)
            }
            #expect(scene.service.requests.count == 1)
        }
    }

    @Test(arguments: FrontProxy.Kind.allCases)
    func `gets nothing while Keyhold is not there`(_ kind: FrontProxy.Kind) throws {
        try withScene(kind) { scene in
            let key = try scene.key().apiKey
            #expect(try scene.reply(key).status == 200)
            scene.daemon.kill()
            for _ in 0..<2 { #expect(try scene.reply(key).status == (kind == .caddy ? 502 : 503)) }
            #expect(scene.service.requests.count == 1)
        }
    }
}

extension RawConnection.Reply {
    fileprivate func errorCode() throws -> String? {
        let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: [String: Any]]
        return object?["error"]?["code"] as? String
    }
}
