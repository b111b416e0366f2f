import Domain
import TestSupport
import Testing

/// What calls cost by more meters than tokens, against sums that are worked out by hand.
struct MeterChargeTests {
    private func amount(_ text: String) throws -> PriceAmount { try #require(PriceAmount(decimal: text)) }

    private func price(_ parts: [(Meter, String)]) throws -> ModelPrice {
        ModelPrice(try parts.map { PriceComponent($0, try amount($1)) })
    }

    private func usage(
        _ input: Int64 = 0, cached: Int64 = 0, _ output: Int64 = 0, _ counts: [Meter: Int64] = [:],
        variant: String? = nil, sizes: [Meter: [String]] = [:]
    ) throws -> TokenUsage {
        try TokenUsage(
            input: input, cachedInput: cached, output: output,
            extras: UsageExtras(counts: counts, variant: variant, sizes: sizes))
    }

    private func dollars(_ charge: PriceCharge) -> String? {
        if case .known(let cost) = charge { cost.text } else { nil }
    }

    @Test func `every meter that a price has can be used and is charged`() throws {
        for meter in Meter.allCases {
            let price = try price([(meter, "6")])
            let thousand: TokenUsage
            switch meter {
            case .input: thousand = try usage(60_000)
            case .cachedInput: thousand = try usage(60_000, cached: 60_000)
            case .output: thousand = try usage(0, 60_000)
            case .reasoning: thousand = try TokenUsage(input: 0, output: 60_000, reasoning: 60_000)
            case .request: thousand = try TokenUsage(input: 0, output: 0, requests: 60_000)
            case .cachedAudioInput:
                thousand = try usage(60_000, cached: 60_000, 0, [.audioInput: 60_000, meter: 60_000])
            case .cachedImageInput:
                thousand = try usage(60_000, cached: 60_000, 0, [.imageInput: 60_000, meter: 60_000])
            case .audioCacheWrite: thousand = try usage(60_000, 0, [.audioInput: 60_000, meter: 60_000])
            case .audioOutput, .imageOutput, .videoOutput: thousand = try usage(0, 60_000, [meter: 60_000])
            default: thousand = try usage(meter.isTokens && meter != .citation ? 60_000 : 0, 0, [meter: 60_000])
            }
            let expected =
                switch meter.unit {
                case .millionTokens, .million: "0.36"
                case .minute: "6"
                case .piece: "360000"
                }
            #expect(dollars(price.charge(for: thousand)) == expected, "\(meter)")
        }
    }

    @Test func `classes of tokens share none, and each is charged at its own price`() throws {
        let price = try price([
            (.input, "3"), (.cachedInput, "0.3"), (.cacheWrite, "3.75"), (.cacheWriteHour, "6"), (.audioInput, "40"),
            (.cachedAudioInput, "2.5"), (.output, "15"), (.audioOutput, "80"),
        ])
        let used = try usage(
            1_000_000, cached: 300_000, 100_000,
            [
                .cacheWrite: 200_000, .cacheWriteHour: 50_000, .audioInput: 250_000, .cachedAudioInput: 100_000,
                .audioOutput: 60_000,
            ])
        // 350 k of text, 200 k cached text, 100 k cached audio, 150 k written, 50 k for an hour, 150 k of audio; 40 k and
        // 60 k of output.
        #expect(dollars(price.charge(for: used)) == "13.6225")
    }

    @Test func `a kind of token without a price of its own costs what it is a kind of`() throws {
        let price = try price([(.input, "1"), (.cacheWrite, "2"), (.output, "4")])
        for (meter, cost) in [
            (Meter.audioInput, "1"), (.imageInput, "1"), (.videoInput, "1"), (.cacheWriteHour, "2"),
        ] { #expect(dollars(price.charge(for: try usage(1_000_000, 0, [meter: 1_000_000]))) == cost, "\(meter)") }
        #expect(dollars(price.charge(for: try usage(0, 1_000_000, [.imageOutput: 1_000_000]))) == "4")
    }

    @Test func `what has no price and is of no kind that has one makes the charge unknown, by its name`() throws {
        let tokens = try price([(.input, "1"), (.output, "4")])
        #expect(tokens.charge(for: try usage(1, 1, [.search: 3])) == .unknown(because: "searches"))
        #expect(try price([(.input, "1")]).charge(for: try usage(1, 1)) == .unknown(because: "output_tokens"))
        #expect(dollars(tokens.charge(for: try usage(1_000_000, 0, [.search: 0]))) == "1")
    }

    @Test func `what is charged by the piece is unknown where usage says nothing of it, and is never nothing`() throws {
        let heard = try price([(.audio, "0.006")])
        #expect(heard.charge(for: try usage()) == .unknown(because: "audio_seconds"))
        #expect(heard.charge(for: try usage(500, 20)) == .unknown(because: "audio_seconds"))
        #expect(dollars(heard.charge(for: try usage(0, 0, [.audio: 0]))) == "0")
        #expect(dollars(heard.charge(for: try usage(500, 20, [.audio: 90_500]))) == "0.00905")
    }

    @Test func `a call of what makes images makes one, and a query is one, where it says nothing`() throws {
        let painter = try price([(.image, "0.04")])
        #expect(dollars(painter.charge(for: try usage())) == "0.04")
        #expect(dollars(painter.charge(for: try TokenUsage(input: 9, output: 9, requests: 3))) == "0.12")
        #expect(dollars(painter.charge(for: try usage(0, 0, [.image: 0]))) == "0")
        #expect(dollars(try price([(.query, "0.002")]).charge(for: try usage())) == "0.002")
    }

    @Test func `one thing in two measures is charged once`() throws {
        let both = try price([(.input, "5"), (.image, "0.04"), (.imageOutput, "40"), (.pixel, "9")])
        #expect(dollars(both.charge(for: try usage(0, 1_000, [.imageOutput: 1_000, .image: 1]))) == "0.04")
        #expect(dollars(both.charge(for: try usage(0, 0, [.pixel: 1_000_000, .image: 1]))) == "9")
        #expect(dollars(both.charge(for: try usage(0, 0, [.image: 2]))) == "0.08")
        let audio = try price([(.audio, "0.6"), (.audioInput, "10"), (.output, "1")])
        #expect(dollars(audio.charge(for: try usage(1_000_000, 0, [.audioInput: 1_000_000, .audio: 60_000]))) == "10")
    }

    @Test func `a prompt above a tier costs that tier's price, all of the call`() throws {
        let tiered = ModelPrice([
            PriceComponent(.input, try amount("1.25")), PriceComponent(.output, try amount("10")),
            PriceComponent(.input, try amount("2.5"), aboveTokens: 200_000),
            PriceComponent(.output, try amount("15"), aboveTokens: 200_000),
            PriceComponent(.input, try amount("5"), aboveTokens: 500_000),
        ])
        for (input, output, cost) in [
            (100_000, 1000, "0.135"), (200_000, 1000, "0.26"), (200_001, 1000, "0.5150025"),
            (300_000, 10_000, "0.9"), (600_000, 10_000, "3.15"), (0, 1_000_000, "10"),
        ] as [(Int64, Int64, String)] {
            #expect(dollars(tiered.charge(for: try usage(input, output))) == cost, "\(input)")
        }
        // Cached tokens count as part of the prompt.
        #expect(dollars(tiered.charge(for: try usage(300_000, cached: 299_999, 0))) == "0.75")
    }

    @Test func `what is priced for long prompts or for a variant alone costs in other calls what it is a kind of`()
        throws
    {
        let price = ModelPrice([
            PriceComponent(.input, try amount("2")), PriceComponent(.input, try amount("4"), aboveTokens: 1000),
            PriceComponent(.cacheWrite, try amount("0.25"), aboveTokens: 1000),
            PriceComponent(.output, try amount("1"), variant: "batch"),
        ])
        #expect(dollars(price.charge(for: try usage(1000, 0, [.cacheWrite: 1000]))) == "0.002")
        #expect(dollars(price.charge(for: try usage(2000, 0, [.cacheWrite: 2000]))) == "0.0005")
        #expect(dollars(price.charge(for: try usage(0, 1000, variant: "batch"))) == "0.001")
        #expect(price.charge(for: try usage(0, 1000)) == .unknown(because: "output_tokens"))
    }

    @Test func `an estimate reserves by the dearest tier that its prompt can reach`() throws {
        let odd = ModelPrice([
            PriceComponent(.input, try amount("4")), PriceComponent(.output, try amount("10")),
            PriceComponent(.input, try amount("2"), aboveTokens: 1000),
        ])
        #expect(dollars(odd.estimate(for: try usage(1_000_000))) == "4")
        #expect(dollars(odd.charge(for: try usage(1_000_000))) == "2")
    }

    @Test func `a variant costs its price, and what it has none for the usual one`() throws {
        let price = ModelPrice([
            PriceComponent(.input, try amount("2")), PriceComponent(.cachedInput, try amount("1")),
            PriceComponent(.output, try amount("8")), PriceComponent(.input, try amount("3"), aboveTokens: 1000),
            PriceComponent(.input, try amount("3.5"), variant: "priority"),
            PriceComponent(.input, try amount("1"), variant: "batch"),
            PriceComponent(.input, try amount("1.5"), variant: "batch", aboveTokens: 1000),
        ])
        func cost(_ variant: String?, _ input: Int64, cached: Int64 = 0) throws -> PriceCharge {
            price.charge(for: try usage(input, cached: cached, 0, variant: variant))
        }
        for (variant, input, cached, dollars) in [
            (nil, 1000, 0, "0.002"), ("priority", 1000, 0, "0.0035"), ("priority", 1000, 1000, "0.001"),
            ("batch", 1000, 0, "0.001"), ("batch", 2000, 0, "0.003"),
            // Dearer above the tier as usual, and no discount there.
            ("priority", 2000, 0, "0.007"),
            // A discount that is not known is none; a surcharge that is not known is not.
            ("flex", 1000, 0, "0.002"),
        ] as [(String?, Int64, Int64, String)] {
            let charge = try cost(variant, input, cached: cached)
            #expect(self.dollars(charge) == dollars, "\(variant ?? "usual") \(input)")
        }
        #expect(try cost("ultrafast", 1000) == .unknown(because: "variant ultrafast"))
    }

    @Test func `pieces cost what their size does, and of an unknown size what the dearest does`() throws {
        let price = ModelPrice([
            PriceComponent(.image, try amount("0.04"), size: "1024x1024"),
            PriceComponent(.image, try amount("0.08"), size: "hd"),
            PriceComponent(.image, try amount("0.12"), size: "1792x1024/hd"),
        ])
        for (sizes, cost) in [
            (["1024x1024"], "0.04"), (["1024x1024/hd", "1024x1024", "hd"], "0.04"), (["512x512", "hd"], "0.08"),
            (["1792x1024/hd", "1792x1024", "hd"], "0.12"), (["2k"], "0.12"), ([], "0.12"),
        ] {
            let used = try usage(0, 0, [.image: 1], sizes: [.image: sizes])
            #expect(dollars(price.charge(for: used)) == cost, "\(sizes)")
        }
    }

    @Test(
        arguments: [
            [.audioInput: 11], [.cacheWrite: 6, .audioInput: 5], [.cachedAudioInput: 1],
            [.cacheWrite: 1, .cacheWriteHour: 2],
            [.audioOutput: 8, .imageOutput: 3], [.audioInput: 4, .cachedAudioInput: 4],
        ] as [[Meter: Int64]])
    func `parts that are more than their whole are refused`(_ counts: [Meter: Int64]) {
        #expect(throws: AdminError.self) { try usage(10, cached: 3, 10, counts) }
    }

    @Test func `amounts keep every place that lists have, and what is finer is rounded up`() throws {
        for (text, scale, expected) in [
            ("2.9999900000000002e-06", 6, "2.9999900000000002"), ("1e-19", 0, "0.000000000000000001"),
            ("0.0002833333333333333", 0, "0.000283333333333334"), ("1e-30", 6, "0.000000000000000001"),
            ("0.0", 6, "0"), ("10000000000", 0, "10000000000"),
        ] { #expect(PriceAmount(decimal: text, scale: scale)?.text == expected, "\(text)") }
        for text in ["-1", "-0.1", "1e11", "10000000000.1", "x", "", "1e40"] {
            #expect(PriceAmount(decimal: text) == nil, "\(text)")
        }
    }

    @Test func `a cost that was reckoned in floats is rounded up to the nano-dollar, never down`() {
        for (text, count) in [
            ("3.0000000000000004e-05", 30_001), ("1e-10", 1), ("0.30000000000000004", 300_000_001),
            ("0.03404825", 34_048_250), ("0", 0), ("1e-99", 1), ("2.50", 2_500_000_000),
        ] as [(String, Int64)] { #expect(NanoDollars(roundingUp: text)?.count == count, "\(text)") }
        for text in ["-1", "-1e-10", "1e99", "x"] { #expect(NanoDollars(roundingUp: text) == nil, "\(text)") }
    }
}
