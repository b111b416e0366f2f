import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import AdminAPI

/// The hot path against the routes: the same answer, or none.
struct HotPathTests {
    private func verify(
        _ key: String, by token: String, _ more: String = "", _ headers: [(String, String)] = []
    ) -> HotAsk {
        let head = [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")]
        return HotAsk(headers: head + headers, body: "{\"key\":\"\(key)\"\(more)}")
    }

    private func authz(
        _ key: String, _ method: HTTPRequest.Method = .get, _ headers: [(String, String)] = []
    ) -> HotAsk {
        HotAsk(method: method, path: "/v1/authz", headers: [("Authorization", "Bearer \(key)")] + headers)
    }

    private func changed(_ ask: HotAsk, _ change: (inout HotAsk) -> Void) -> HotAsk {
        var ask = ask
        change(&ask)
        return ask
    }

    @Test func `what the hot path answers is what the route answers, header by header and byte by byte`() async throws {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant(), try await world.tenant("other"))
            let plain = try await tenant.key("plain")
            let special = try await tenant.key(
                "ä \"/\"",
                [
                    "metadata": ["b": "\"", "a": "/"], "allowed_models": ["gpt-*"],
                    "expiration_date": .string(
                        world.time.now().adding(seconds: 600).rfc3339),
                ])
            let mine = try await tenant.userKey("mine")
            let rotated = try await tenant.key("rotated")
            _ = try await world.send(
                .post, "\(tenant.keysPath)/\(rotated.id)/rotate", token: tenant.token, json: [:])
            let root = try await world.rootToken()
            let token = tenant.token
            let asks = [
                verify(plain.secret, by: token), verify(plain.secret, by: root),
                verify(plain.secret, by: root, "", [("Keyhold-Organization", "acme")]),
                verify(plain.secret, by: other.token),
                verify(special.secret, by: token, ",\"model\":\"gpt-4o\",\"request_id\":\"r\""),
                verify(special.secret, by: token, ",\"model\":\"claude\""),
                verify(mine.secret, by: token, ",\"address\":\"10.0.0.1\",\"metadata\":{\"a\":\"b\"}"),
                verify(rotated.secret, by: token), verify("nonsense", by: token),
                verify("khk_" + String(repeating: "0", count: 36), by: token),
                verify(plain.secret, by: token, "", [("X-Request-Id", "given-1"), ("User-Agent", "sdk/1")]),
                authz(plain.secret), authz(plain.secret, .post), authz(mine.secret), authz(rotated.secret),
                authz(plain.secret, .get, [("X-Request-Id", "given-2")]),
                changed(authz(plain.secret, .put)) { $0.body = "of the proxied request" },
                changed(authz(plain.secret, .options)) { $0.path += "?path=/v1/files/a%2Fb?x=1&x=2" },
                changed(authz(plain.secret, .init("PROPFIND")!)) { $0.headers = [("api-key", plain.secret)] },
                changed(authz(plain.secret, .delete)) { $0.headers.append(("x-api-key", "nonsense")) },
                changed(authz(plain.secret)) { $0.headers.insert(("x-api-key", "nonsense"), at: 0) },
            ]
            for ask in asks {
                let wanted = try await world.route(ask)
                let got = try #require(try await world.hot(ask), "\(ask)")
                #expect(got.withoutServerFields == wanted.withoutServerFields, "\(ask)")
                #expect(got.headers[.date] == world.time.now().httpDate)
                #expect(got.header("X-Request-Id") != nil)
                #expect(got.headers[.contentLength] == ("\(got.bytes.count)"))
            }
        }
    }

    @Test func `what is refused, malformed or unusual is left to the route`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let weak = try await world.token(try await world.client(["keys.read"], in: nil, by: world.rootToken()))
            let good = verify(key.secret, by: tenant.token)
            let common = [("X-Request-Id", "once"), ("Keyhold-Organization", "acme")]
            func changed(_ change: (inout HotAsk) -> Void) -> HotAsk { self.changed(good, change) }
            let asks =
                [
                    changed { $0.method = .get }, changed { $0.path += "?a=b" }, changed { $0.path += "/" },
                    changed { $0.version = .http1_0 }, changed { $0.body = nil }, changed { $0.body = "" },
                    changed { $0.body = "{}" }, changed { $0.body = "{\"key\":1}" },
                    changed { $0.headers.removeFirst() },
                    changed { $0.body = "{\"key\":\"\(key.secret)\",\"colour\":\"red\"}" },
                    changed { $0.headers[1].1 = "text/plain" }, changed { $0.headers[0].1 += "x" },
                    verify(key.secret, by: weak), verify(key.secret, by: key.secret),
                    verify(key.secret, by: tenant.token, ",\"address\":\"nowhere\""),
                    verify(key.secret, by: tenant.token, "", [("Keyhold-Organization", "elsewhere")]),
                    authz("nonsense"), authz(tenant.token), changed { $0 = authz(key.secret, .head) },
                    authz(key.secret, .get, [("Authorization", "Bearer \(key.secret)")]),
                    HotAsk(
                        method: .get, path: "/v1/authz", headers: [("Authorization", " "), ("api-key", key.secret)]),
                    HotAsk(method: .get, path: "/v1/authzx", headers: [("api-key", key.secret)]),
                    HotAsk(method: .get, path: "/v1/authz", headers: []),
                ]
                + [
                    ("Connection", "close"), ("Expect", "100-continue"), ("Transfer-Encoding", "chunked"),
                    ("Content-Encoding", "gzip"), ("Upgrade", "h2c"), ("Authorization", "Bearer x"),
                    ("Content-Type", "application/json"), ("X-Request-Id", "twice"), ("Keyhold-Organization", "acme"),
                ].map { field in
                    changed { $0.headers += common + [field] }
                }
            let before = try await world.send(.get, "/metrics").text
            for ask in asks { #expect(try await world.hot(ask) == nil, "\(ask)") }
            let after = try await world.send(.get, "/metrics").text
            let unchanged = { (text: String) in text.split(separator: "\n").filter { !$0.contains("\"metrics\"") } }
            #expect(unchanged(before) == unchanged(after))
            #expect(try await world.hot(good)?.status == 200)
            #expect(try await world.hot(changed { $0.headers += common + [("Accept", "*/*")] })?.status == 200)
        }
    }

    @Test func `it counts calls on limits once, and refuses when the route would`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.rate(3, .rpm), "three")
            try await tenant.policy(.budget(1_000_000_000, .cost), "dollar", mode: .shadow)
            let ask = verify(key.secret, by: tenant.token, ",\"estimate\":{\"input_tokens\":5}")
            func used(_ reply: Reply?) -> JSONValue? { reply?["rate_limits"]?[0]?["used"] }
            func uncounted(_ reply: Reply) -> String {
                reply.withoutServerFields.replacing(#/"(used|remaining)":[0-9]+/#, with: "")
            }
            let first = try await world.route(ask)
            let second = try #require(try await world.hot(ask))
            #expect(used(first) == 1 && used(second) == 2)
            #expect(uncounted(first) == uncounted(second))
            #expect(try await world.hot(authz(key.secret))?.header("x-ratelimit-remaining-requests") == "0")
            let refused = try #require(try await world.hot(ask))
            #expect(refused["code"] == "rate_limited" && used(refused) == 3)
            #expect(refused.withoutServerFields == (try await world.route(ask)).withoutServerFields)
            // A refusal that has a status of its own is the route's to give.
            #expect(try await world.hot(authz(key.secret)) == nil)
            #expect(try await world.route(authz(key.secret)).status == 429)
        }
    }

    @Test func `a call that has to be on disk before its reply is counted once, and answered when it is there`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.rate(3, .rph), "hourly")
            let first = try #require(try await world.hot(verify(key.secret, by: tenant.token)))
            #expect(first["code"] == "valid" && first["rate_limits"]?[0]?["used"] == 1)
            #expect(try await world.hot(authz(key.secret))?.header("x-ratelimit-remaining-requests") == "1")
            let last = try await world.route(verify(key.secret, by: tenant.token))
            #expect(last["code"] == "valid" && last["rate_limits"]?[0]?["used"] == 3)
            #expect(try await world.hot(verify(key.secret, by: tenant.token))?["code"] == "rate_limited")
        }
    }

    @Test func `a reservation and its settlement are answered as the routes answer them`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.budget(100, .tokens), "hundred")
            func reserve(_ id: String) -> HotAsk {
                let estimate = #""estimate":{"input_tokens":20,"max_output_tokens":20}"#
                return verify(key.secret, by: tenant.token, ",\"reserve\":true,\"request_id\":\"\(id)\",\(estimate)")
            }
            func settle(_ id: String, _ body: String) -> HotAsk {
                var ask = verify(key.secret, by: tenant.token)
                (ask.path, ask.body) = ("/v1/reservations/\(id)/settle", body)
                return ask
            }
            let made = try #require(try await world.hot(reserve("a")))
            let id = try #require(made["reservation"]?["id"]?.string)
            #expect(made["usage_limits"]?[0]?["held"] == 40)
            // The same request id is the same hold, whoever answers.
            #expect(made.withoutServerFields == (try await world.route(reserve("a"))).withoutServerFields)
            #expect(try await world.hot(reserve("a"))?["reservation"]?["id"]?.string == id)
            #expect(try await world.hot(reserve("b"))?["usage_limits"]?[0]?["held"] == 80)
            // Refused, and the disk may know the request id: for the route to say.
            #expect(try await world.hot(reserve("c")) == nil)

            let usage = #"{"usage":{"input_tokens":11,"output_tokens":7},"outcome":"success"}"#
            let settled = try #require(try await world.hot(settle(id, usage)))
            #expect(settled["state"] == "settled" && settled["settlement"]?["usage"]?["input_tokens"] == 11)
            #expect(settled.withoutServerFields == (try await world.route(settle(id, usage))).withoutServerFields)
            let standing = try await world.route(verify(key.secret, by: tenant.token))
            #expect(standing["usage_limits"]?[0]?["used"] == 18 && standing["usage_limits"]?[0]?["held"] == 40)
            for body in [#"{"usage":{"input_tokens":1,"output_tokens":7}}"#, #"{"usage":{}}"#, "{}", ""] {
                #expect(try await world.hot(settle(id, body)) == nil)
            }
            #expect(try await world.hot(settle("nonsense", usage)) == nil)
            #expect(try await world.hot(settle(key.id, usage)) == nil)
        }
    }

    @Test func `what belongs to another tenant, or needs another scope, is neither reserved nor settled`() async throws
    {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant(), try await world.tenant("other"))
            let key = try await tenant.key()
            let asking = try await world.token(
                try await world.client(["keys.verify"], in: "acme", by: world.rootToken()))
            #expect(try await world.hot(verify(key.secret, by: asking, ",\"reserve\":true")) == nil)
            #expect(try await world.hot(verify(key.secret, by: asking))?.status == 200)
            let made = try #require(try await world.hot(verify(key.secret, by: tenant.token, ",\"reserve\":true")))
            let id = try #require(made["reservation"]?["id"]?.string)
            for token in [asking, other.token] {
                var ask = verify(key.secret, by: token)
                ask.path = "/v1/reservations/\(id)/settle"
                ask.body = #"{"usage":{"input_tokens":1,"output_tokens":1}}"#
                #expect(try await world.hot(ask) == nil)
            }
        }
    }

    @Test func `it counts and logs what the routes count and log`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for ask in [verify(key.secret, by: tenant.token), authz(key.secret, .get, [("X-Request-Id", "a")])] {
                try await world.expectSameLine(ask)
            }
            let metrics = try await world.send(.get, "/metrics").text
            #expect(metrics.contains("keyhold_requests_total{endpoint=\"verifyKey\",status=\"200\"} 2"))
            #expect(metrics.contains("keyhold_requests_total{endpoint=\"authorize\",status=\"200\"} 2"))
            #expect(metrics.contains("keyhold_verify_total{code=\"valid\"} 4"))
        }
    }

    @Test func `an address is judged by what a trusted proxy says of it`() async throws {
        var settings = ServiceSettings.patient
        settings.trustedProxies = TrustedProxies(blocks: [.init("192.0.2.0/24")!])
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["allowed_addresses": ["10.0.0.0/8"]])
            let forwarded = [("X-Forwarded-For", "10.1.2.3")]
            #expect(try await world.hot(authz(key.secret, .get, forwarded))?.status == 200)
            #expect(try await world.hot(authz(key.secret)) == nil)
            var stranger = authz(key.secret, .get, forwarded)
            stranger.address = "198.51.100.1"
            #expect(try await world.hot(stranger) == nil)
            for said in [("X-Forwarded-For", "unknown"), ("Forwarded", "for=10.1.2.3"), ("X-Real-IP", "10.1.2.3")] {
                #expect(try await world.hot(authz(key.secret, .get, [said])) == nil)
            }
        }
    }

    @Test func `two models in one header are left to the route, which refuses them`() async throws {
        var settings = ServiceSettings.patient
        settings.proxyModelHeader = HTTPField.Name("X-Model")
        try await withWorld(settings) { world in
            let key = try await world.tenant().key().secret
            #expect(try await world.hot(authz(key, .get, [("X-Model", "a")]))?.status == 200)
            #expect(try await world.hot(authz(key, .get, [("X-Model", "a,b")])) == nil)
        }
    }

    @Test func `a listener has the hot path of the operations that it serves`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let calls = [verify(key.secret, by: tenant.token), authz(key.secret)]
            let token = HotAsk(token: tenant.client)
            for (surfaces, answered) in [
                ([.verify], calls + [token]), ([.management], [token]), ([.management, .metrics], [token]),
            ] as [(Set<Surface>, [HotAsk])] {
                for ask in calls + [token] {
                    let isAnswered = try await world.hot(ask, surfaces) != nil
                    #expect(isAnswered == answered.contains { $0.path == ask.path }, "\(ask) by \(surfaces)")
                }
            }
            #expect(world.application.hotPath(surfaces: [.metrics]) == nil)
        }
    }
}
