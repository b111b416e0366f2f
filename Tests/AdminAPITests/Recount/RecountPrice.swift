import TestSupport
import Wire

/// Which meters a model is charged by. Usage is drawn from these alone, so that no price is asked for what it has not.
enum RecountShape: CaseIterable {
    case text, tokens, pictures, speech, everything

    static let tokenMeters = [
        "input", "cached_input", "cache_write", "cache_write_1h", "cache_write_12h", "audio_input",
        "cached_audio_input", "audio_cache_write", "image_input", "cached_image_input", "video_input", "citation",
        "output", "reasoning", "audio_output", "image_output", "video_output",
    ]

    /// Whether a call costs the same however it was made: the product has a short way for prices like that.
    var isPlain: Bool { self == .text }

    var meters: [String] {
        switch self {
        case .text: ["input", "cached_input", "output", "reasoning"]
        case .tokens: Self.tokenMeters + ["per_request", "per_search", "per_tool_call"]
        case .pictures: ["input", "output", "image_output", "per_image", "per_million_pixels"]
        case .speech: ["per_audio_minute", "per_speech_minute", "per_million_characters"]
        case .everything: PriceAmountsBody.names
        }
    }
}

/// A price as a table without gaps: an amount for each meter, variant and tier. What a call costs is then a sum of products,
/// with no rule about what stands in for what.
struct RecountPrice {
    static let variants = [nil, "batch", "priority"]

    private struct Place: Hashable {
        let meter: String
        let variant: String?
        let tier: Int64
    }

    /// In 10⁻¹⁵ dollars.
    private var amounts: [Place: Int64] = [:]
    private let largePicture: Int64
    private let meters: [String]
    private let variants: [String?]
    private let tiers: [Int64]

    init(_ shape: RecountShape, _ random: inout SeededGenerator) {
        meters = shape.meters
        (variants, tiers) = shape.isPlain ? ([nil], [0]) : (Self.variants, [0, 20_000])
        largePicture = Int64.random(in: 1...9_999_999_999_999, using: &random)
        for meter in meters {
            for variant in variants {
                for tier in tiers {
                    amounts[Place(meter: meter, variant: variant, tier: tier)] = Int64.random(
                        in: 1...9_999_999_999_999, using: &random)
                }
            }
        }
    }

    var body: ModelPriceBody {
        var body = ModelPriceBody(state: "priced")
        body.amounts = table(nil, 0)
        if variants.count > 1 { body.rates = [] }
        for variant in variants {
            for tier in tiers where variant != nil || tier > 0 {
                var rate = PriceRateBody()
                (rate.variant, rate.aboveTokens, rate.amounts) = (variant, tier > 0 ? tier : nil, table(variant, tier))
                body.rates?.append(rate)
            }
        }
        if meters.contains("per_image") {
            var rate = PriceRateBody()
            rate.size = "hd"
            rate.amounts["per_image"] = DollarsBody(units: largePicture, decimalPlaces: 15)
            body.rates?.append(rate)
        }
        return body
    }

    private func table(_ variant: String?, _ tier: Int64) -> PriceAmountsBody {
        var table = PriceAmountsBody()
        for meter in meters {
            let amount = amounts[Place(meter: meter, variant: variant, tier: tier)] ?? 0
            table[meter] = DollarsBody(units: amount, decimalPlaces: 15)
        }
        return table
    }

    /// Nano-dollars, rounded up once.
    func cost(of usage: RecountUsage) -> Int64 {
        // A millionth of a milli-second's share of a minute: no meter's unit leaves a rest.
        let parts: Int128 = 60_000_000_000
        var sum: Int128 = 0
        let tier = tiers.last { $0 == 0 || usage.input > $0 } ?? 0
        for (meter, count) in usage.charged {
            let isLarge = meter == "per_image" && usage.isLarge
            let amount =
                isLarge ? largePicture : amounts[Place(meter: meter, variant: usage.variant, tier: tier)] ?? 0
            let share: Int128 =
                meter.contains("minute")
                ? parts / 60_000
                : meter.hasPrefix("per_") && !meter.contains("million") ? parts : parts / 1_000_000
            sum += Int128(amount) * Int128(count) * share
        }
        let nano = parts * 1_000_000
        return Int64((sum + nano - 1) / nano)
    }
}
