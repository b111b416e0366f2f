import Domain
import Foundation
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// Providers' own usage objects, as they came.
struct ForeignUsageTests {
    private func read(_ format: String, _ object: String, lenient: Bool = false) throws -> TokenUsage {
        let body = #"{"format": "\#(format)", "usage": \#(object), "lenient": \#(lenient)}"#
        return try UsageInput.usage(try StrictJSON.decode(SettleBody.self, from: .init(string: body)).usage)
    }

    private func usage(
        _ input: Int64, cached: Int64 = 0, _ output: Int64, reasoning: Int64 = 0, _ counts: [Meter: Int64] = [:],
        _ variant: String? = nil
    ) throws -> TokenUsage {
        try TokenUsage(
            input: input, cachedInput: cached, output: output, reasoning: reasoning,
            extras: UsageExtras(counts: counts, variant: variant))
    }

    @Test func `OpenAI's chat has everything within its two totals`() throws {
        let whole = """
            {"prompt_tokens": 2006, "completion_tokens": 300, "total_tokens": 2306, "prompt_tokens_details":
            {"cached_tokens": 1920, "audio_tokens": 10, "cache_write_tokens": 20, "text_tokens": 1996},
            "completion_tokens_details": {"reasoning_tokens": 200, "audio_tokens": 5, "accepted_prediction_tokens": 1,
            "rejected_prediction_tokens": 2}}
            """
        #expect(
            try read("openai.chat", whole)
                == usage(
                    2006, cached: 1920, 300, reasoning: 200, [.audioInput: 10, .cacheWrite: 20, .audioOutput: 5]))
        #expect(try read("openai.chat", #"{"prompt_tokens": 8, "total_tokens": 8}"#) == usage(8, 0))
        // Some who speak its language have the reasoning beside the answer, as their total tells.
        let beside = """
            {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 35,
            "completion_tokens_details": {"reasoning_tokens": 20}}
            """
        #expect(try read("openai.chat", beside) == usage(10, 25, reasoning: 20))
        let audio = """
            {"prompt_tokens": 100, "completion_tokens": 0, "prompt_tokens_details": {"audio_tokens": 90,
            "cached_tokens": 30}}
            """
        #expect(
            try read("openai.chat", audio) == usage(100, cached: 30, 0, [.audioInput: 90, .cachedAudioInput: 20]))
    }

    @Test func `OpenAI's responses, realtime and transcriptions are read alike`() throws {
        let response = """
            {"input_tokens": 2006, "input_tokens_details": {"cached_tokens": 1920, "cache_write_tokens": 40,
            "cache_write_tokens_details": {"ttl_12h_tokens": 30, "ttl_30m_tokens": 10}}, "output_tokens": 300,
            "output_tokens_details": {"reasoning_tokens": 200}, "total_tokens": 2306}
            """
        #expect(
            try read("openai.responses", response)
                == usage(
                    2006, cached: 1920, 300, reasoning: 200, [.cacheWrite: 40, .cacheWriteHalfDay: 30]))
        let realtime = """
            {"input_tokens": 100, "output_tokens": 50, "total_tokens": 150, "input_token_details": {"text_tokens": 40,
            "audio_tokens": 60, "cached_tokens": 30, "cached_tokens_details": {"text_tokens": 10, "audio_tokens": 20}},
            "output_token_details": {"text_tokens": 10, "audio_tokens": 40}}
            """
        #expect(
            try read("openai.responses", realtime)
                == usage(100, cached: 30, 50, [.audioInput: 60, .cachedAudioInput: 20, .audioOutput: 40]))
        #expect(
            try read("openai.responses", #"{"type": "duration", "seconds": 12.3456}"#) == usage(0, 0, [.audio: 12_346]))
    }

    @Test func `Anthropic has the cache beside its input, and writes by how long they are kept`() throws {
        let object = """
            {"input_tokens": 50, "cache_creation_input_tokens": 200000, "cache_read_input_tokens": 900000,
            "cache_creation": {"ephemeral_5m_input_tokens": 150000, "ephemeral_1h_input_tokens": 50000},
            "output_tokens": 503, "output_tokens_details": {"thinking_tokens": 400}, "service_tier": "batch",
            "server_tool_use": {"web_search_requests": 3, "web_fetch_requests": 1}, "inference_geo": "not_available"}
            """
        #expect(
            try read("anthropic.messages", object)
                == usage(
                    1_100_050, cached: 900_000, 503, reasoning: 400,
                    [.cacheWrite: 200_000, .cacheWriteHour: 50_000, .search: 3], "batch"))
        let compacted = """
            {"input_tokens": 10, "output_tokens": 5, "service_tier": "standard", "speed": "fast", "iterations":
            [{"type": "message", "input_tokens": 10, "output_tokens": 5, "cache_creation_input_tokens": 0},
            {"type": "compaction", "input_tokens": 70, "output_tokens": 7, "cache_read_input_tokens": 3}]}
            """
        #expect(try read("anthropic.messages", compacted) == usage(83, cached: 3, 12, [:], "fast"))
    }

    @Test func `Gemini has the thoughts beside the answer, and tools beside the prompt`() throws {
        let object = """
            {"promptTokenCount": 1000, "candidatesTokenCount": 50, "thoughtsTokenCount": 400,
            "cachedContentTokenCount": 900, "toolUsePromptTokenCount": 30, "totalTokenCount": 1480,
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 700}, {"modality": "AUDIO", "tokenCount": 200},
            {"modality": "VIDEO", "tokenCount": 100}], "cacheTokensDetails": [{"modality": "AUDIO", "tokenCount": 150},
            {"modality": "VIDEO", "tokenCount": 60}, {"modality": "TEXT", "tokenCount": 690}],
            "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 20}], "trafficType": "ON_DEMAND_PRIORITY"}
            """
        #expect(
            try read("gemini", object)
                == usage(
                    1030, cached: 900, 450, reasoning: 400,
                    [.audioInput: 200, .videoInput: 40, .cachedAudioInput: 150, .imageOutput: 20], "priority"))
        let plain = #"{"promptTokenCount": 7, "totalTokenCount": 7, "trafficType": "ON_DEMAND"}"#
        #expect(try read("gemini", plain) == usage(7, 0))
    }

    @Test func `Bedrock has the cache beside its input`() throws {
        let object = """
            {"inputTokens": 100, "outputTokens": 50, "totalTokens": 1350, "cacheReadInputTokens": 1000,
            "cacheWriteInputTokens": 200, "cacheDetails": [{"ttl": "1h", "inputTokens": 150},
            {"ttl": "5m", "inputTokens": 50}]}
            """
        #expect(
            try read("bedrock", object)
                == usage(1300, cached: 1000, 50, [.cacheWrite: 200, .cacheWriteHour: 150]))
    }

    @Test(arguments: [
        ("openai.chat", #"{"prompt_tokens": 1, "completion_tokens": 1, "moon_tokens": 4}"#, "usage.moon_tokens"),
        (
            "openai.chat", #"{"prompt_tokens": 1, "prompt_tokens_details": {"moon_tokens": 4}}"#,
            "usage.prompt_tokens_details.moon_tokens"
        ),
        (
            "openai.responses", #"{"input_tokens": 1, "output_tokens_details": {"x": {"y": 1}}}"#,
            "usage.output_tokens_details.x.y"
        ),
        (
            "anthropic.messages", #"{"input_tokens": 1, "output_tokens": 1, "server_tool_use": {"hugs": 1}}"#,
            "usage.server_tool_use.hugs"
        ),
        (
            "anthropic.messages",
            #"{"input_tokens": 1, "output_tokens": 1, "iterations": [{"type": "advisor_message", "input_tokens": 9}]}"#,
            "usage.iterations[0].input_tokens"
        ),
        ("gemini", #"{"promptTokenCount": 1, "dreamTokenCount": 4}"#, "usage.dreamTokenCount"),
        ("bedrock", #"{"inputTokens": 1, "outputTokens": 1, "cacheHits": 4}"#, "usage.cacheHits"),
    ])
    func `a counter that is not known is refused by its place, and kept where the reporter says so`(
        _ format: String, _ object: String, _ place: String
    ) throws {
        let error = #expect(throws: AdminError.self) { try read(format, object) }
        #expect(error?.param == place && error?.message.contains(place) == true)
        let kept = try read(format, object, lenient: true)
        #expect(kept.extras.unknown.keys.contains(place), "\(kept.extras.unknown)")
    }

    @Test(arguments: [
        ("openai.chat", "{}"), ("openai.chat", #"{"prompt_tokens": -1}"#), ("openai.chat", #"{"prompt_tokens": "9"}"#),
        ("openai.chat", #"{"prompt_tokens": 1.5}"#), ("openai.chat", #"{"prompt_tokens": 1e18}"#),
        ("openai.chat", #"{"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 9}"#),
        ("openai.chat", #"{"prompt_tokens": 5, "prompt_tokens_details": {"cached_tokens": 6}}"#),
        ("openai.chat", #"{"prompt_tokens": 5, "prompt_tokens_details": 7}"#),
        ("openai.moon", #"{"prompt_tokens": 5}"#),
        ("anthropic.messages", #"{"input_tokens": 5}"#), ("gemini", #"{"candidatesTokenCount": 5}"#),
        ("gemini", #"{"promptTokenCount": 5, "totalTokenCount": 6}"#),
        ("gemini", #"{"promptTokenCount": 5, "promptTokensDetails": [{"modality": "SMELL", "tokenCount": 5}]}"#),
        ("bedrock", #"{"inputTokens": 5, "outputTokens": 1, "cacheDetails": [{"ttl": "9d", "inputTokens": 1}]}"#),
    ])
    func `what does not add up, or is no count, is refused`(_ format: String, _ object: String) throws {
        let error = #expect(throws: AdminError.self) { try read(format, object) }
        #expect(error?.param?.hasPrefix("usage") == true, "\(error?.message ?? "")")
    }

    @Test func `an object that is no provider's names the field, at every depth, and the formats that there are`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let record: JSONValue = [
                "key_id": .string(key.id), "request_id": "r",
                "usage": ["input_tokens": 1, "output_tokens": 1, "prompt_tokens_details": ["cached_tokens": 1]],
            ]
            let reply = try await tenant.post("/v1/usage", ["records": [record]])
            #expect(reply.status == 400 && reply.text.contains("usage.prompt_tokens_details"), "\(reply.text)")
            #expect(reply.text.contains("openai.chat"))
        }
    }

    @Test func `a record in a provider's words is charged by its meters, and the row tells of them`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            _ = try await tenant.model(
                "m",
                ["price": ["state": "priced", "input": 3, "cached_input": 0.3, "cache_write": 3.75, "output": 15]])
            let object: JSONValue = [
                "input_tokens": 50, "cache_creation_input_tokens": 200_000, "cache_read_input_tokens": 900_000,
                "output_tokens": 503, "moons": 4,
            ]
            func record(_ more: [String: JSONValue]) async throws -> Reply {
                var record: [String: JSONValue] = [
                    "key_id": .string(key.id), "model": "m", "usage": object, "format": "anthropic.messages",
                ]
                record.merge(more) { $1 }
                return try await tenant.post("/v1/usage", ["records": [.object(record)]])
            }
            let refused = try await record(["request_id": "a"])
            #expect(refused.status == 400 && refused.text.contains("usage.moons"), "\(refused.text)")
            let taken = try await record(["request_id": "b", "lenient": true])
            let row = taken.json["data"]?[0]
            #expect(row?["cost"]?.number == 1.027695, "\(taken.text)")
            #expect(row?["usage"]?["cache_write_tokens"] == 200_000 && row?["usage"]?["input_tokens"] == 1_100_050)
            #expect(row?["unknown_counters"] == ["usage.moons": "4"])
            let again = try await record(["request_id": "b", "lenient": true])
            #expect(again.json["data"]?[0]?["repeated"] == true, "\(again.text)")
            #expect(try await record(["request_id": "b", "lenient": true, "outcome": "other"]).status == 409)
        }
    }
}
