import Domain
import TestSupport
import Wire

/// A call's usage, drawn as classes that share nothing, of which the wholes that the API wants are then made: the other way
/// round than the product goes.
struct RecountUsage {
    /// By the names that prices have. Durations in milliseconds.
    private(set) var classes: [String: Int64] = [:]
    private(set) var variant: String?
    private(set) var isLarge = false

    static let nothing = RecountUsage()

    private init() {}

    init(_ shape: RecountShape, _ random: inout SeededGenerator) {
        func chance(_ parts: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &random) < parts }
        let most: Int64 = chance(1, of: 4) ? 30_000 : 900
        for meter in shape.meters where chance(1, of: shape == .everything ? 4 : 2) {
            let isToken = RecountShape.tokenMeters.contains(meter)
            classes[meter] = Int64.random(in: 1...(isToken || meter.contains("minute") ? most : 9), using: &random)
        }
        classes["per_request"] = Int64.random(in: 1...3, using: &random)
        // What is counted in two measures is charged by its tokens only where there are such of its own class.
        if count("input", "cached_input") > 0 || writes > 0 { classes["input", default: 1] += 1 }
        if count("cached_audio_input", "audio_cache_write") > 0 { classes["audio_input", default: 1] += 1 }
        if count("cached_image_input") > 0 { classes["image_input", default: 1] += 1 }
        if outputs > 0 { classes["output", default: 1] += 1 }
        // What is priced by the piece alone, or by the query, says how many there were.
        if shape == .speech { classes["per_audio_minute", default: 1] += 1 }
        if shape == .pictures { classes["per_image", default: 1] += 1 }
        if shape == .everything { classes["per_query", default: 1] += 1 }
        variant = !shape.isPlain && chance(1, of: 3) ? RecountPrice.variants.randomElement(using: &random) ?? nil : nil
        isLarge = (classes["per_image"] ?? 0) > 0 && chance(1, of: 3)
    }

    private func count(_ meters: String...) -> Int64 { meters.reduce(0) { $0 + (classes[$1] ?? 0) } }

    private var writes: Int64 { count("cache_write", "cache_write_1h", "cache_write_12h", "audio_cache_write") }
    private var outputs: Int64 { count("output", "reasoning", "audio_output", "image_output", "video_output") }

    var cachedInput: Int64 { count("cached_input", "cached_audio_input", "cached_image_input") }
    var input: Int64 { count("input", "audio_input", "image_input", "video_input") + cachedInput + writes }
    var output: Int64 { outputs }
    var reasoning: Int64 { count("reasoning") }
    var requests: Int64 { count("per_request") }
    var tokens: Int64 { input + output }

    /// One thing in two measures is charged once: by its tokens, images by pixels before the piece.
    var charged: [String: Int64] {
        var charged = classes
        func leaveOut(_ meter: String, where others: String...) {
            if others.contains(where: { (classes[$0] ?? 0) > 0 }) { charged[meter] = nil }
        }
        leaveOut("per_image", where: "image_output", "per_million_pixels")
        leaveOut("per_million_pixels", where: "image_output")
        leaveOut("per_input_image", where: "image_input")
        leaveOut("per_audio_minute", where: "audio_input")
        leaveOut("per_speech_minute", where: "audio_output")
        leaveOut("per_video_minute", where: "video_output")
        leaveOut("per_input_video_minute", where: "video_input")
        leaveOut("per_million_characters", where: "input")
        leaveOut("per_million_output_characters", where: "output")
        return charged
    }

    var body: UsageBody {
        var body = UsageBody(
            inputTokens: input, cachedInputTokens: cachedInput, outputTokens: output, reasoningTokens: reasoning,
            requests: requests)
        let wholes = [
            "cache_write_tokens": writes,
            "audio_input_tokens": count("audio_input", "cached_audio_input", "audio_cache_write"),
            "image_input_tokens": count("image_input", "cached_image_input"),
        ]
        for (name, count) in wholes where count > 0 {
            body.counters.counts[name] = DollarsBody(units: count, decimalPlaces: 0)
        }
        for (meter, count) in classes {
            guard let name = Self.names[meter] else { continue }
            body.counters.counts[name] = DollarsBody(units: count, decimalPlaces: meter.contains("minute") ? 3 : 0)
        }
        if let variant { body.counters.texts["variant"] = variant }
        if isLarge { body.counters.texts["image_quality"] = "hd" }
        return body
    }

    /// What usage calls the counts that are no whole of others.
    private static let names = [
        "cache_write_1h": "cache_write_1h_tokens", "cache_write_12h": "cache_write_12h_tokens",
        "cached_audio_input": "cached_audio_input_tokens", "audio_cache_write": "audio_cache_write_tokens",
        "cached_image_input": "cached_image_input_tokens", "video_input": "video_input_tokens",
        "citation": "citation_tokens", "audio_output": "audio_output_tokens", "image_output": "image_output_tokens",
        "video_output": "video_output_tokens", "per_image": "images", "per_input_image": "input_images",
        "per_million_pixels": "pixels", "per_million_characters": "characters",
        "per_million_output_characters": "output_characters", "per_audio_minute": "audio_seconds",
        "per_speech_minute": "speech_seconds", "per_video_minute": "video_seconds",
        "per_input_video_minute": "input_video_seconds", "per_query": "queries", "per_page": "pages",
        "per_annotated_page": "annotated_pages", "per_search": "searches", "per_map_search": "map_searches",
        "per_tool_call": "tool_calls", "per_session": "sessions",
    ]
}
