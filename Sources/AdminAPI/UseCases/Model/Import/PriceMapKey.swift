import Domain

/// What a name of a cost in the community's price map means: which meter it is of, and what that depends on.
///
/// A name is one of a known kind, followed by the size of prompt above which it counts and by the way in which the call was
/// made: `cache_read_input_token_cost_above_200k_tokens_priority`.
struct PriceMapKey: Hashable {
    let kind: Kind
    var variant: String?
    var aboveTokens: Int64 = 0
    var size: String?

    /// How many places the point is moved: lists have dollars per token and per second, prices per million and per minute.
    enum Kind: Hashable {
        case meter(Meter)
        /// Of images made or given, by what else the entry says.
        case inputImage
        /// Of pixels: per image, where the entry's name has the size.
        case pixel(isInput: Bool)
        /// Of audio or of reserved capacity, by what the entry is for.
        case inputSecond, outputSecond
    }

    init?(_ name: String) {
        guard let (word, kind) = Self.kinds.first(where: { Self.begins(name, with: $0.key) }) else { return nil }
        self.kind = kind
        var rest = name.dropFirst(word.count)
        while !rest.isEmpty {
            guard take(&rest) else { return nil }
        }
    }

    /// Takes what comes next: `_above_200k_tokens`, `_batches`, `_1080p`.
    private mutating func take(_ rest: inout Substring) -> Bool {
        guard rest.first == "_" else { return false }
        if let match = rest.prefixMatch(of: /_above_([0-9]{1,6})k_tokens/), let thousands = Int64(match.output.1) {
            guard aboveTokens == 0 else { return false }
            aboveTokens = thousands * 1000
            rest.removeFirst(match.output.0.count)
            return true
        }
        let word = rest.dropFirst().prefix { $0 != "_" }
        guard let known = Self.variants[String(word)] else { return takeSize(&rest, word) }
        guard variant == nil else { return false }
        variant = known
        rest.removeFirst(word.count + 1)
        return true
    }

    private mutating func takeSize(_ rest: inout Substring, _ word: Substring) -> Bool {
        guard isSized, size == nil, word.contains(where: \.isNumber), let known = PriceWord.size(String(word)) else {
            return false
        }
        size = known
        rest.removeFirst(word.count + 1)
        return true
    }

    private var isSized: Bool { kind == .meter(.image) || kind == .meter(.video) || kind == .outputSecond }

    private static let variants = [
        "batches": "batch", "flex": "flex", "priority": "priority", "ultrafast": "ultrafast", "balanced": "balanced",
        "decisions": "decisions",
    ]

    private static func begins(_ name: String, with word: String) -> Bool {
        guard name.hasPrefix(word) else { return false }
        return name.count == word.count || name.dropFirst(word.count).first == "_"
    }

    /// The longest first, as some names begin with others.
    private static let kinds = words.sorted { $0.key.count > $1.key.count }

    private static let words: [String: Kind] = [
        "input_cost_per_token": .meter(.input),
        "cache_read_input_token_cost": .meter(.cachedInput),
        "input_cost_per_token_cache_hit": .meter(.cachedInput),
        "cache_creation_input_token_cost": .meter(.cacheWrite),
        "cache_creation_input_token_cost_above_1hr": .meter(.cacheWriteHour),
        "cache_creation_input_token_cost_above_12hr": .meter(.cacheWriteHalfDay),
        "input_cost_per_audio_token": .meter(.audioInput),
        "cache_read_input_audio_token_cost": .meter(.cachedAudioInput),
        "cache_creation_input_audio_token_cost": .meter(.audioCacheWrite),
        "input_cost_per_image_token": .meter(.imageInput),
        "cache_read_input_image_token_cost": .meter(.cachedImageInput),
        "input_cost_per_video_token": .meter(.videoInput),
        "citation_cost_per_token": .meter(.citation),
        "output_cost_per_token": .meter(.output),
        "output_cost_per_reasoning_token": .meter(.reasoning),
        "output_cost_per_audio_token": .meter(.audioOutput),
        "output_cost_per_image_token": .meter(.imageOutput),
        "output_cost_per_video_token": .meter(.videoOutput),
        "output_cost_per_image": .meter(.image),
        "input_cost_per_image": .inputImage,
        "input_cost_per_pixel": .pixel(isInput: true),
        "output_cost_per_pixel": .pixel(isInput: false),
        "input_cost_per_character": .meter(.character),
        "output_cost_per_character": .meter(.outputCharacter),
        "input_cost_per_second": .inputSecond,
        "output_cost_per_second": .outputSecond,
        "input_cost_per_audio_per_second": .meter(.audio),
        "output_cost_per_audio_per_second": .meter(.speech),
        "input_cost_per_video_per_second": .meter(.inputVideo),
        "output_cost_per_video_per_second": .meter(.video),
        "input_cost_per_request": .meter(.request),
        "input_cost_per_query": .meter(.query),
        "ocr_cost_per_page": .meter(.page),
        "annotation_cost_per_page": .meter(.annotatedPage),
        "google_maps_grounding_cost_per_query": .meter(.mapSearch),
        "code_interpreter_cost_per_session": .meter(.session),
    ]
}
