import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// The lists of OpenRouter, llm-prices and models.dev: each price understood whole, or its model unpriced.
struct OtherListTests {
    private static let path = "/v1/management/models/import"

    /// Imports a list, and reads a model of it.
    private func price(
        of name: String, in list: String, _ check: (Reply) async throws -> Void = { _ in }
    ) async throws -> JSONValue {
        var price: JSONValue = .null
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await tenant.send(raw: list, to: Self.path)
            #expect(reply.status == 200, "\(reply.text)")
            let path = name.replacing("/", with: "%2F")
            let model = try await world.send(.get, "/v1/management/models/\(path)", token: tenant.token)
            try await check(model)
            price = model["price"] ?? .null
            let again = try await tenant.send(raw: list, to: Self.path)
            #expect(again["changed"] == 0 && again["created"] == 0, "\(again.text)")
        }
        return price
    }

    private func router(_ pricing: String, _ more: String = "") -> String {
        #"{"data": [{"id": "maker/big", "name": "Big"\#(more), "pricing": {\#(pricing)}}]}"#
    }

    private func dev(_ cost: String, _ more: String = "") -> String {
        #"""
        {"maker": {"id": "maker", "env": [], "name": "Maker", "models": {"big": {"id": "big", "name": "Big"\#(more),
        "cost": {\#(cost)}}}}}
        """#
    }

    @Test func `OpenRouter's prices per token and piece become prices, and its zeros none of their own`() async throws {
        let list = router(
            #"""
            "prompt": "0.000005", "completion": "0.000025", "input_cache_read": "0.0000005", "request": "0",
            "input_cache_write": "0.00000625", "input_cache_write_1h": "0.00001", "web_search": "0.01", "image": "0.0048",
            "internal_reasoning": "0", "discount": 0, "overrides": [{"min_prompt_tokens": 200000, "prompt": "0.00001"},
            {"min_prompt_tokens": 500000, "completion": "0.00005"}]
            """#,
            #"""
            , "context_length": 1000000, "top_provider": {"max_completion_tokens": 64000},
            "supported_parameters": ["tools"], "architecture": {"input_modalities": ["text", "image"], "output_modalities": ["text"]}
            """#)
        let price = try await price(of: "maker/big", in: list) { model in
            #expect(model["provider"] == "openrouter" && model["upstream_model"] == "maker/big", "\(model.text)")
            #expect(model["context_window"] == 1_000_000 && model["max_tokens"] == 64000)
            #expect(model["owned_by"] == "maker")
            #expect(model["capabilities"] == ["chat", "tools", "vision"], "\(model.text)")
        }
        let amounts: [String: Double] = [
            "input": 5, "output": 25, "cached_input": 0.5, "cache_write": 6.25, "cache_write_1h": 10,
            "per_search": 0.01, "per_input_image": 0.0048,
        ]
        for (name, amount) in amounts { #expect(price[name]?.number == amount, "\(name) in \(price)") }
        #expect(price["state"] == "priced" && price["reasoning"] == nil && price["per_request"] == nil, "\(price)")
        #expect(price["rates"]?[0] == ["above_tokens": 199_999, "input": 10], "\(price)")
        #expect(price["rates"]?[1] == ["above_tokens": 499_999, "output": 50], "\(price)")
    }

    @Test(arguments: [
        (#""prompt": "-1", "completion": "-1""#, ["completion", "prompt"]),
        (#""prompt": "1e-6", "completion": "1e-6", "image_output": "0.00003""#, ["image_output"]),
        (#""prompt": "1e-6", "completion": "1e-6", "discount": 0.5"#, ["discount"]),
        (#""prompt": "1e-6", "completion": "1e-6", "by_moonlight": "0.1""#, ["by_moonlight"]),
        (
            #""prompt": "1e-6", "completion": "1e-6", "overrides": [{"utc_start": "01:00", "prompt": "5e-7"}]"#,
            ["overrides"]
        ),
        (
            #"""
            "prompt": "1e-6", "completion": "1e-6", "overrides": [{"min_prompt_tokens": 9, "prompt": "5e-6"},
            {"min_prompt_tokens": 5, "prompt": "3e-6"}]
            """#, ["overrides"]
        ),
    ])
    func `a price of OpenRouter's with a part that is not understood is none, and names it`(
        _ pricing: String, _ reasons: [String]
    ) async throws {
        let price = try await price(of: "maker/big", in: router(pricing))
        #expect(price["state"] == "unpriced", "\(price)")
        #expect(price["unpriced_because"]?.array?.map(\.string) == reasons, "\(price)")
    }

    @Test func `what OpenRouter gives away is free`() async throws {
        #expect(try await price(of: "maker/big", in: router(#""prompt": "0", "completion": "0""#))["state"] == "free")
    }

    @Test func `rows of llm-prices are models, and those of one model for short and long prompts one`() async throws {
        let list = #"""
            {"updated_at": "2026-11-01", "prices": [
            {"id": "big-4", "vendor": "maker", "name": "Big 4", "input": 75, "output": "150", "input_cached": 37.5},
            {"id": "pro", "vendor": "maker", "name": "Pro ≤200k", "input": 1.25, "output": 10, "input_cached": null},
            {"id": "pro-200k", "vendor": "maker", "name": "Pro >200k", "input": 2.5, "output": 15, "input_cached": null},
            {"id": "lone", "vendor": "maker", "name": "Lone ≤128k", "input": 1, "output": 2},
            {"id": "odd", "vendor": "maker", "name": "Odd", "input": 1, "output": 2, "input_video": 3}]}
            """#
        let big = try await price(of: "big-4", in: list) { model in
            #expect(model["provider"] == "maker" && model["upstream_model"] == "big-4", "\(model.text)")
        }
        #expect(big["input"] == 75 && big["output"] == 150 && big["cached_input"] == 37.5, "\(big)")
        let pro = try await price(of: "pro", in: list)
        #expect(pro["rates"] == [["above_tokens": 200_000, "input": 2.5, "output": 15]], "\(pro)")
        #expect(pro["input"] == 1.25, "\(pro)")
        #expect(try await price(of: "lone", in: list)["unpriced_because"] == ["name"])
        #expect(try await price(of: "odd", in: list)["unpriced_because"] == ["input_video"])
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await tenant.send(raw: list, to: Self.path)
            #expect(reply["created"] == 4, "\(reply.text)")
        }
    }

    @Test func `a price of llm-prices that is past is no row to import`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let list = #"""
                {"prices": [{"id": "o", "vendor": "m", "name": "O", "input": 1, "output": 2, "to_date": null},
                {"id": "o", "vendor": "m", "name": "O", "input": 5, "output": 9, "to_date": "2025-06-13"}, {}]}
                """#
            let reply = try await tenant.send(raw: list, to: Self.path + "?invalid=skip")
            #expect(reply["created"] == 1 && reply["skipped"] == 2, "\(reply.text)")
            let places = reply["problems"]?.array?.map { "\($0["place"]?.string ?? "") \($0["param"]?.string ?? "")" }
            #expect(places?.sorted() == ["prices[1] to_date", "prices[2] id"], "\(reply.text)")
        }
    }

    @Test func `models of models.dev have their provider in front, their tiers and their modes`() async throws {
        let list = dev(
            #"""
            "input": 2.5, "output": 10, "cache_read": 0.25, "reasoning": 12,
            "tiers": [{"input": 5, "output": 15, "cache_read": 0.5, "reasoning": 18,
            "tier": {"type": "context", "size": 272000}}],
            "context_over_200k": {"input": 5, "output": 15, "cache_read": 0.5, "reasoning": 18}
            """#,
            #"""
            , "tool_call": true, "modalities": {"input": ["text", "image"], "output": ["text"]}, "limit": {"context": 400000,
            "output": 128000}, "experimental": {"modes": {"fast": {"cost": {"input": 5, "output": 20, "cache_read": 0.5,
            "reasoning": 24}, "provider": {"body": {"service_tier": "priority"}}}}}
            """#)
        let price = try await price(of: "maker/big", in: list) { model in
            #expect(model["provider"] == "maker" && model["upstream_model"] == "big", "\(model.text)")
            #expect(model["context_window"] == 400_000 && model["max_tokens"] == 128_000)
            #expect(model["capabilities"] == ["tools", "vision"], "\(model.text)")
        }
        #expect(price["input"] == 2.5 && price["cached_input"] == 0.25 && price["reasoning"] == 12, "\(price)")
        let rates = price["rates"]?.array ?? []
        #expect(rates.count == 2, "\(price)")
        let tier: JSONValue = ["above_tokens": 272_000, "input": 5, "output": 15, "cached_input": 0.5, "reasoning": 18]
        let mode: JSONValue = ["variant": "priority", "input": 5, "output": 20, "cached_input": 0.5, "reasoning": 24]
        #expect(rates.contains(tier) && rates.contains(mode), "\(price)")
    }

    @Test(arguments: [
        (
            #""input": 1, "output": 2, "cache_read": 0.1, "context_over_200k": {"input": 2, "output": 4}"#,
            "context_over_200k"
        ),
        (
            #""input": 1, "output": 2, "tiers": [{"input": 2, "output": 4, "tier": {"type": "hour", "size": 9}}]"#,
            "tiers"
        ),
        (#""input": 1, "output": 2, "per_minute": 0.3"#, "per_minute"),
        (#""input": 1, "output": 2, "input_smell": 3"#, "input_smell"),
        (
            #"""
            "input": 1, "output": 2, "tiers": [{"input": 2, "output": 4, "tier": {"size": 9}}],
            "context_over_200k": {"input": 7, "output": 8}
            """#, "context_over_200k"
        ),
    ])
    func `a price of models.dev with a part that is not understood is none, and names it`(
        _ cost: String, _ reason: String
    ) async throws {
        let price = try await price(of: "maker/big", in: dev(cost))
        #expect(price["state"] == "unpriced" && price["unpriced_because"] == [.string(reason)], "\(price)")
    }

    @Test func `a long prompt's price alone is a tier above two hundred thousand tokens, and zeros are free`()
        async throws
    {
        let long = try await price(
            of: "maker/big", in: dev(#""input": 1, "output": 2, "context_over_200k": {"input": 2, "output": 4}"#))
        #expect(long["rates"] == [["above_tokens": 200_000, "input": 2, "output": 4]], "\(long)")
        #expect(try await price(of: "maker/big", in: dev(#""input": 0, "output": 0"#))["state"] == "free")
        let heard = try await price(
            of: "maker/big",
            in: dev(
                #""input": 0, "output": 0, "per_minute": 0.006"#,
                #", "modalities": {"input": ["audio"], "output": ["text"]}"#))
        #expect(heard["per_audio_minute"] == 0.006, "\(heard)")
    }

    @Test func `one row that cannot be read spoils no other of its list`() async throws {
        let lists = [
            #"""
            {"data": [{"id": "a", "pricing": {"prompt": "1e-6", "completion": "1e-6"}}, {"id": "b/*", "pricing": {}}, {}]}
            """#,
            #"""
            {"m": {"models": {"a": {"cost": {"input": 1, "output": 1}}, "b*": {"cost": {"input": 1}}, "c": {"cost": {"input":
            1e300}}}}, "n": {"name": "no models"}}
            """#,
        ]
        for (list, bad) in zip(lists, [["data[1]", "data[2]"], ["m/b*", "m/c", "n"]]) {
            try await withWorld { world in
                let tenant = try await world.tenant()
                let reply = try await tenant.send(raw: list, to: Self.path + "?invalid=skip")
                #expect(reply["created"] == 1, "\(reply.text)")
                #expect(reply["problems"]?.array?.compactMap { $0["place"]?.string }.sorted() == bad, "\(reply.text)")
            }
        }
    }
}
