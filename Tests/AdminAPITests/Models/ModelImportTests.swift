import Domain
import TestSupport
import Testing

@testable import AdminAPI

struct ModelImportTests {
    private static let path = "/v1/management/models/import"

    private func counts(_ reply: Reply) -> [Double?] {
        ["created", "changed", "unchanged"].map { reply[$0]?.number }
    }

    @Test func `a list makes what is not there, changes what is, and leaves the rest alone`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let kept = try await tenant.model("a", ["description": "kept", "price": ["state": "free"]])
            let rows = #"[{"name": "a", "max_tokens": 5}, {"name": "b", "price": {"state": "free"}}]"#
            let rehearsed = try await tenant.send(raw: rows, to: "\(Self.path)?dry_run=true")
            #expect(counts(rehearsed) == [1, 1, 0] && rehearsed["dry_run"] == true)
            #expect(try await world.send(.get, "/v1/management/models/b", token: tenant.token).status == 404)
            let first = try await tenant.send(raw: rows, to: Self.path)
            #expect(counts(first) == [1, 1, 0] && first["dry_run"] == false, "\(first.text)")
            let changed = try await world.send(.get, "/v1/management/models/a", token: tenant.token)
            #expect(changed["id"] == .string(kept) && changed["description"] == "kept" && changed["max_tokens"] == 5)
            #expect(changed["price_version"] == 1)
            let before = try await world.dump().filter { $0.hasPrefix("model") }
            #expect(counts(try await tenant.send(raw: rows, to: Self.path)) == [0, 0, 2])
            #expect(try await world.dump().filter { $0.hasPrefix("model") } == before)
        }
    }

    @Test func `every row that is wrong is named with its field and its reason, and nothing is imported`() async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            let reply = try await tenant.send(
                raw: #"""
                    [{"name": "good"}, {"name": " a"}, {"provider": "x"}, 7, {"name": "good"}, {"name": "c", "typo": 1},
                    {"name": "d", "price": {"state": "priced", "input": -1, "output": 1}}, {"name": "e", "max_tokens": "5"},
                    {"name": "f", "price": {"state": "priced", "input": 1e11, "output": 1}},
                    {"name": "g", "timeout_ms": 1e99}]
                    """#, to: Self.path)
            #expect(reply.status == 400, "\(reply.text)")
            let problems = reply.json["error"]?["problems"]?.array ?? []
            let named = problems.map { "\($0["place"]?.string ?? "") \($0["param"]?.string ?? "")" }
            #expect(
                named == [
                    "[1] name", "[2] name", "[3] row", "[4] name", "[5] typo", "[6] price.input", "[7] max_tokens",
                    "[8] price.input", "[9] timeout_ms",
                ])
            #expect(problems.allSatisfy { ($0["message"]?.string ?? "").count > 10 })
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a row that stands twice in a price map is one in the same words, and a problem in others`() async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let row = #"{"mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}"#
            let other = #"{"mode": "chat", "input_cost_per_token": 3e-6, "output_cost_per_token": 2e-6}"#
            let list = #"{"a": \#(row), "b": \#(row), "a" :  \#(row) , "c": \#(row), "b": \#(other)}"#
            let refused = try await tenant.send(raw: list, to: Self.path)
            #expect(refused.status == 400)
            let problems = refused.json["error"]?["problems"]?.array ?? []
            #expect(problems.map { $0["place"] } == ["b"])
            #expect(problems.first?["message"]?.string?.contains("twice") == true)
            let skipped = try await tenant.send(raw: list, to: Self.path + "?invalid=skip")
            #expect(counts(skipped) == [2, 0, 0] && skipped["skipped"] == 1, "\(skipped.text)")
            #expect(try await world.send(.get, "/v1/management/models/b", token: tenant.token).status == 404)
            let inner = try await tenant.send(raw: #"{"a": {"mode": "chat", "mode": "x"}}"#, to: Self.path)
            #expect(inner.status == 400 && inner.text.contains("an object with the name mode twice"), "\(inner.text)")
        }
    }

    @Test func `the price map's costs become prices without a digit lost`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await tenant.send(
                raw: #"""
                    {"sample_spec": {"max_tokens": "words", "input_cost_per_token": 0.0},
                    "openai/gpt": {"litellm_provider": "openai", "mode": "chat", "max_tokens": 4096,
                      "max_input_tokens": 128000, "input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07,
                      "cache_read_input_token_cost": 3.75e-08, "cache_creation_input_token_cost": 1.1e-6,
                      "output_cost_per_reasoning_token": 0.0000012, "supports_vision": true,
                      "supports_function_calling": true, "supported_endpoints": ["/v1/responses"], "supports_reasoning": false, "source": "https://x",
                      "search_context_cost_per_query": {"search_context_size_low": 0.03, "search_context_size_medium": 0.03,
                      "search_context_size_high": 0.03}},
                    "painter": {"litellm_provider": "aiml", "mode": "image_generation", "output_cost_per_image": 0.026},
                    "hearer": {"litellm_provider": "openai", "mode": "audio_transcription",
                      "input_cost_per_second": 0.0001, "max_output_tokens": 0},
                    "ears": {"litellm_provider": "v", "mode": "chat", "input_cost_per_audio_per_second": 3.1e-05,
                      "input_cost_per_token": 1e-07, "output_cost_per_token": 1e-07},
                    "pixels": {"litellm_provider": "openai", "input_cost_per_pixel": 1.9e-08, "output_cost_per_pixel": 0.0},
                    "local": {"litellm_provider": "ollama", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
                    "secret": {"litellm_provider": "x"}}
                    """#, to: Self.path)
            #expect(counts(reply) == [7, 0, 0], "\(reply.text)")
            func model(_ name: String) async throws -> Reply {
                try await world.send(.get, "/v1/management/models/\(name)", token: tenant.token)
            }
            let gpt = try await model("openai%2Fgpt")
            #expect(
                gpt.text.contains(
                    #""cache_write":1.1,"cached_input":0.0375,"currency":"USD","#), "\(gpt.text)")
            #expect(
                gpt.text.contains(#""input":0.15,"output":0.6,"per_search":0.03,"reasoning":1.2,"state":"priced""#),
                "\(gpt.text)")
            #expect(gpt["capabilities"] == ["chat", "responses", "tools", "vision"] && gpt["upstream_model"] == "gpt")
            #expect(gpt["max_tokens"] == 4096 && gpt["context_window"] == 128_000 && gpt["owned_by"] == "openai")
            #expect(try await model("painter").text.contains(#""currency":"USD","effective_from""#))
            #expect(try await model("hearer").text.contains(#""per_audio_minute":0.006,"#))
            #expect(try await model("ears").text.contains(#""per_audio_minute":0.00186,"#))
            #expect(try await model("painter")["price"]?["per_image"]?.number == 0.026)
            #expect(try await model("painter")["price"]?["input"] == nil)
            #expect(try await model("pixels").text.contains(#""per_million_pixels":0.019,"#))
            #expect(try await model("local")["price"]?["state"] == "free")
            #expect(try await model("secret")["price"] == ["state": "unpriced"])
            #expect(try await model("sample_spec").status == 404)
        }
    }

    @Test(arguments: [
        (#""input_cost_per_token": -1e-07"#, "input_cost_per_token"),
        (#""input_cost_per_token": "free""#, "input_cost_per_token"),
        (#""input_cost_per_token": 1e30"#, "input_cost_per_token"),
        (#""output_cost_per_image": [1]"#, "output_cost_per_image"),
        (#""max_tokens": 1.5"#, "max_tokens"), (#""max_input_tokens": 1e20"#, "max_input_tokens"),
        (#""litellm_provider": " a""#, "litellm_provider"), (#""supports_vision": "yes""#, "supports_vision"),
    ])
    func `an entry of the map that is wrong is named`(_ field: String, _ param: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await tenant.send(raw: #"{"good": {}, "bad": {\#(field)}}"#, to: Self.path)
            let problem = reply.json["error"]?["problems"]?[0]
            #expect(reply.status == 400 && problem?["place"] == "bad", "\(reply.text)")
            #expect(problem?["param"] == .string(param), "\(reply.text)")
            #expect(try await world.send(.get, "/v1/management/models/good", token: tenant.token).status == 404)
        }
    }

    @Test(arguments: ["", "7", "null", "\"x\"", "[", "{\"a\": {}, \"a\": {\"mode\": \"chat\"}}", "{\"a\": 7}"])
    func `what is neither a list nor a map is refused`(_ body: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await tenant.send(raw: body, to: Self.path)
            #expect(reply.status == 400, "\(reply.text)")
        }
    }

    @Test func `a map of a thousand entries, larger than other bodies may be, imports to the nano-dollar`() async throws
    {
        var settings = ServiceSettings.patient
        settings.maximumBodyBytes = 65_536
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let map = PriceMap(entries: 1000, seed: 7)
            #expect(map.text.utf8.count > settings.maximumBodyBytes)
            let reply = try await tenant.send(raw: map.text, to: Self.path)
            #expect(counts(reply) == [1000, 0, 0], "\(reply.text)")
            var stored: [String: String] = [:]
            for row in try await world.dump() where row.hasPrefix("model_prices") { stored[map.key(of: row)] = row }
            #expect(stored.count == map.expected.count)
            for (input, output) in map.expected {
                #expect(stored["input=\(NanoDollars(input).text) output=\(NanoDollars(output).text)"] != nil)
            }
            #expect(counts(try await tenant.send(raw: map.text, to: Self.path)) == [0, 0, 1000])
            let small = try await tenant.send(raw: map.text, to: "/v1/management/models")
            #expect(small.status == 413)
            let huge = String(repeating: " ", count: 8_388_609) + "[]"
            #expect(try await tenant.send(raw: huge, to: Self.path).status == 413)
        }
    }
}

/// What is no list of models never becomes models.
struct ForeignListTests {
    @Test(arguments: [
        #"{"data": [], "object": "list"}"#, #"{"data": [{"id": "gpt", "object": "model", "owned_by": "m"}]}"#,
        #"{"data": {"id": "m/big", "pricing": {"prompt": "0.000005"}}}"#, #"{"prices": [{"id": "big", "cost": 7}]}"#,
        #"{"models": [{"id": "big", "pricing": {"prompt": "1"}}]}"#, #"{"maker": {"models": {}}}"#,
        #"{"maker": {"models": {"big": {"price": 7}}}}"#,
        #"{"maker": {"models": [{"id": "big", "cost": {"input": 1}}]}}"#,
        #"{"error": {"message": "Not found", "code": 404}}"#, #"{"message": "Bad credentials", "status": "401"}"#,
    ])
    func `it is refused with the form that is wanted, also where bad rows are left out`(_ body: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for query in ["", "?invalid=skip"] {
                let reply = try await tenant.send(raw: body, to: "/v1/management/models/import" + query)
                #expect(reply.status == 400 && reply.text.contains("input_cost_per_token"), "\(reply.text)")
            }
            let models = try await world.send(.get, "/v1/management/models", token: tenant.token)
            #expect(models["data"]?.array?.isEmpty == true, "\(models.text)")
        }
    }
}

/// Lists that others maintain: what is good is taken, and what is not is named.
struct SkippedRowsTests {
    private static let path = "/v1/management/models/import"
    private static let map = #"""
        {"good": {"input_cost_per_token": "0.000003", "output_cost_per_token": 1.0000000000000001e-05, "max_tokens": "8192"},
        "gate/*": {"input_cost_per_token": 0}, "text": {"input_cost_per_token": "see the contract"},
        "below": {"input_cost_per_token": -1}, "a b/c": {"mode": null, "input_cost_per_token": 1e-06}}
        """#

    @Test func `with invalid=skip good rows are taken and the others named, and without it how many would pass`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let refused = try await tenant.send(raw: Self.map, to: Self.path)
            #expect(refused.status == 400 && refused.text.contains("2 would pass"), "\(refused.text)")
            for query in ["?invalid=refuse", "?invalid=x", "?skip_invalid=1"] {
                #expect(try await tenant.send(raw: Self.map, to: Self.path + query).status == 400)
            }
            let taken = try await tenant.send(raw: Self.map, to: Self.path + "?invalid=skip")
            #expect(taken.status == 200 && taken["created"] == 2 && taken["skipped"] == 3, "\(taken.text)")
            let problems = taken["problems"]?.array ?? []
            #expect(problems.map { $0["place"]?.string } == ["below", "gate/*", "text"])
            #expect(problems.map { $0["param"]?.string }.suffix(2) == ["name", "input_cost_per_token"])
            let good = try await world.send(.get, "/v1/management/models/good", token: tenant.token)
            #expect(good.text.contains(#""input":3,"output":10.000000000000001,"#), "\(good.text)")
            #expect(good["max_tokens"] == 8192)
            let again = try await tenant.send(raw: Self.map, to: Self.path + "?skip_invalid=true")
            #expect(again["unchanged"] == 2 && again["changed"] == 0 && again["skipped"] == 3)
        }
    }
}
