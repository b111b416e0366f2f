import Domain
import Foundation
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// What calls cost by entries of the community's map, against sums of the raw entries in whole 10⁻²⁴ of a dollar.
struct MapReckoningTests {
    private static let unit: Int128 = 1_000_000_000_000_000_000_000_000

    /// Digits of a raw number, moved to whole 10⁻²⁴; in a way of its own, by text alone.
    private static func raw(_ number: String) -> Int128 {
        let halves = number.lowercased().split(separator: "e")
        let exponent = halves.count == 2 ? Int(halves[1])! : 0
        let parts = halves[0].split(separator: ".")
        let places = parts.count == 2 ? parts[1].count : 0
        return Int128(parts.joined())! * power(24 + exponent - places)
    }

    private static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    private static func state(_ entry: String, named name: String = "m") throws -> PriceState? {
        let decoded = try JSONDecoder().decode(PriceMapEntry.self, from: Data(entry.utf8))
        return try decoded.draft(named: name).price?.state
    }

    private static func price(_ entry: String, named name: String = "m") throws -> ModelPrice {
        guard case .priced(let price)? = try state(entry, named: name) else { throw NotPriced() }
        return price
    }

    private struct NotPriced: Error {}

    /// The cost in nano-dollars, rounded up once.
    private static func expect(
        _ price: ModelPrice, _ usage: TokenUsage, _ parts: [(Int64, String)], _ note: String = ""
    ) {
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.0) * raw($1.1) }
        let nano = unit / 1_000_000_000
        let expected = sum / nano + (sum % nano > 0 ? 1 : 0)
        #expect(price.cost(of: usage).map { Int128($0.count) } == expected, "\(note) \(usage)")
    }

    @Test func `four hundred entries with floats' tails charge what their raw numbers come to, to the nano-dollar`()
        throws
    {
        var random = SeededGenerator(seed: 23)
        for index in 0..<400 {
            // Texts of doubles, as lists have them.
            func number() -> String { "\(Double.random(in: 3e-8...6e-5, using: &random) / 7 * 3)" }
            let (input, cached, write, hour, output) = (number(), number(), number(), number(), number())
            let (long, longOutput, batch, audio) = (number(), number(), number(), number())
            let price = try Self.price(
                """
                {"mode": "chat", "input_cost_per_token": \(input), "cache_read_input_token_cost": \(cached),
                "cache_creation_input_token_cost": \(write), "cache_creation_input_token_cost_above_1hr": \(hour),
                "output_cost_per_token": \(output), "input_cost_per_token_above_200k_tokens": \(long),
                "output_cost_per_token_above_200k_tokens": \(longOutput), "input_cost_per_token_batches": \(batch),
                "input_cost_per_audio_token": "\(audio)"}
                """)
            let parts = (0..<5).map { _ in Int64.random(in: 0...90_000, using: &random) }
            let total = parts.reduce(0, +)
            let answer = Int64.random(in: 0...90_000, using: &random)
            let counts: [Meter: Int64] = [
                .cacheWrite: parts[2] + parts[3], .cacheWriteHour: parts[3], .audioInput: parts[4],
            ]
            func usage(_ variant: String? = nil) throws -> TokenUsage {
                try TokenUsage(
                    input: total, cachedInput: parts[1], output: answer,
                    extras: UsageExtras(counts: counts, variant: variant))
            }
            let isLong = total > 200_000
            let rest = [(parts[1], cached), (parts[2], write), (parts[3], hour), (parts[4], audio)]
            Self.expect(
                price, try usage(),
                rest + [(parts[0], isLong ? long : input), (answer, isLong ? longOutput : output)], "\(index)")
            guard !isLong else { continue }
            Self.expect(price, try usage("batch"), rest + [(parts[0], batch), (answer, output)], "\(index), batch")
        }
    }

    @Test func `odd entries charge what they say`() throws {
        let chat = #""mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06"#
        func used(_ input: Int64 = 0, _ output: Int64 = 0, _ extras: UsageExtras = .none) throws -> TokenUsage {
            try TokenUsage(input: input, output: output, extras: extras)
        }
        Self.expect(
            try Self.price(#"{"mode": "audio_transcription", "input_cost_per_second": 0.0002833333333333333}"#),
            try used(0, 0, UsageExtras(counts: [.audio: 7000])), [(7, "0.0002833333333333333")])
        Self.expect(
            try Self.price(#"{"mode": "audio_speech", "input_cost_per_character": 1.5e-05}"#),
            try used(0, 0, UsageExtras(counts: [.character: 333])), [(333, "1.5e-05")])
        let pixels =
            #"{"mode": "image_generation", "input_cost_per_pixel": 2.0751953125e-09, "output_cost_per_pixel": 0.0}"#
        Self.expect(
            try Self.price(pixels, named: "azure/low/1024-x-1024/mini"), try used(), [(1024 * 1024, "2.0751953125e-09")]
        )
        Self.expect(
            try Self.price(pixels), try used(0, 0, UsageExtras(counts: [.pixel: 999])), [(999, "2.0751953125e-09")])
        let video =
            #"{"mode": "video_generation", "output_cost_per_second": 0.1, "output_cost_per_second_1080p": 0.165025}"#
        Self.expect(
            try Self.price(video),
            try used(0, 0, UsageExtras(counts: [.video: 8000], sizes: [.video: ["1080p"]])), [(8, "0.165025")])
        Self.expect(try Self.price(video), try used(0, 0, UsageExtras(counts: [.video: 8000])), [(8, "0.1")])
        Self.expect(
            try Self.price(#"{"mode": "rerank", "input_cost_per_query": 0.002, "input_cost_per_token": 0.0}"#),
            try used(90), [(1, "0.002")])
        Self.expect(
            try Self.price(#"{"mode": "ocr", "ocr_cost_per_page": 0.001, "annotation_cost_per_page": 0.003}"#),
            try used(0, 0, UsageExtras(counts: [.page: 7, .annotatedPage: 2])), [(7, "0.001"), (2, "0.003")])
        let search = """
            {\(chat), "search_context_cost_per_query": {"search_context_size_low": 0.005,
            "search_context_size_medium": 0.008, "search_context_size_high": 0.012}}
            """
        for (size, cost) in [("low", "0.005"), ("high", "0.012")] {
            Self.expect(
                try Self.price(search),
                try used(10, 10, UsageExtras(counts: [.search: 3], sizes: [.search: [size]])),
                [(10, "1e-06"), (10, "2e-06"), (3, cost)])
        }
        let tiers = """
            {"mode": "chat", "tiered_pricing": [{"range": [0, 32000.0], "input_cost_per_token": 5e-08,
            "cache_read_input_token_cost": 1e-08, "output_cost_per_token": 4e-07},
            {"range": [32000.0, 128000.0], "input_cost_per_token": 8e-08, "output_cost_per_token": 6e-07}]}
            """
        Self.expect(try Self.price(tiers), try used(32_000, 5), [(32_000, "5e-08"), (5, "4e-07")])
        Self.expect(
            try Self.price(tiers), try TokenUsage(input: 32_001, cachedInput: 1000, output: 5),
            [(32_001, "8e-08"), (5, "6e-07")])
        let fast = #"{\#(chat), "provider_specific_entry": {"fast": 2.0, "us": 1.1, "realtime_ga_only": 1}}"#
        Self.expect(
            try Self.price(fast), try used(10, 10, UsageExtras(variant: "us")), [(10, "1.1e-06"), (10, "2.2e-06")])
    }

    @Test(arguments: [
        (#""off_peak_pricing": {"windows": [], "input_cost_per_token": 1e-07}"#, "off_peak_pricing"),
        (#""guardrail_cost_per_unit": {"contentPolicyUnits": 0.00015}"#, "guardrail_cost_per_unit"),
        (#""input_cost_per_text_message": 0.004"#, "input_cost_per_text_message"),
        (#""input_cost_per_token_above_8_moons": 1e-06"#, "input_cost_per_token_above_8_moons"),
        (
            #""input_cost_per_video_per_second_above_15s_interval": 0.002"#,
            "input_cost_per_video_per_second_above_15s_interval"
        ),
        (#""tiered_pricing": [{"input_cost_per_query": 0.005, "max_results_range": [0, 25]}]"#, "tiered_pricing"),
        (#""cost_per_second": 0.011"#, "cost_per_second"), (#""price_per_hug": "a lot""#, "price_per_hug"),
        (
            #""input_cost_per_token_cache_hit": 2e-07, "cache_read_input_token_cost": 1e-07"#,
            "input_cost_per_token_cache_hit"
        ),
    ])
    func `an entry with a part that is not understood is unpriced, and says which`(_ part: String, _ name: String)
        throws
    {
        let entry = #"{"mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06, \#(part)}"#
        #expect(try Self.state(entry) == .unpriced(because: [name]))
    }

    @Test(arguments: [
        #""input_cost_per_token": 0, "output_cost_per_token": 0"#, #""input_cost_per_token": "0.0""#,
        #""input_cost_per_query": 0.0, "guardrail_cost_per_unit": {"a": 0}"#,
    ])
    func `what costs nothing throughout and says so is free`(_ costs: String) throws {
        #expect(try Self.state("{\(costs)}") == .free)
    }

    @Test(arguments: [#""max_tokens": 5"#, #""output_cost_per_token": 0.0, "mode": "image_generation""#])
    func `what does not say that it costs nothing is not free`(_ fields: String) throws {
        #expect(try Self.state("{\(fields)}") == nil)
    }

    @Test func `no price is without something to charge`() throws {
        for name in [
            "input_cost_per_token", "output_cost_per_image", "input_cost_per_second", "output_cost_per_second",
        ] {
            for mode in ["chat", "image_generation", "audio_transcription", "video_generation", "embedding"] {
                let state = try Self.state(#"{"mode": "\#(mode)", "\#(name)": 1e-05, "output_cost_per_token": 0.0}"#)
                if case .priced(let price)? = state { #expect(!price.chargesNothing, "\(name) \(mode)") }
            }
        }
    }
}
