/// The rarer meters of a call and what else its price may depend on, by the names that usage and estimates have for them.
public struct UsageCountersBody: Hashable, Sendable {
    /// Tokens, as wholes and their parts: cached audio is part of the audio and of what was cached.
    public static let tokens = [
        "cache_write_tokens", "cache_write_1h_tokens", "cache_write_12h_tokens", "audio_input_tokens",
        "audio_output_tokens", "image_input_tokens", "image_output_tokens", "video_input_tokens",
        "video_output_tokens", "cached_audio_input_tokens", "audio_cache_write_tokens", "cached_image_input_tokens",
        "citation_tokens",
    ]
    public static let pieces = [
        "images", "input_images", "pixels", "characters", "output_characters", "queries", "pages", "annotated_pages",
        "searches", "map_searches", "tool_calls", "sessions",
    ]
    /// With up to three decimal places.
    public static let seconds = ["audio_seconds", "speech_seconds", "video_seconds", "input_video_seconds"]
    public static let words = ["variant", "image_size", "image_quality", "video_size", "search_size"]
    static let numbers = tokens + pieces + seconds
    public static let names = numbers + words

    public var counts: [String: DollarsBody] = [:]
    public var texts: [String: String] = [:]

    public init() {}

    public var isEmpty: Bool { counts.isEmpty && texts.isEmpty }

    init(from container: KeyedDecodingContainer<FieldName>, _ names: [String] = Self.numbers) throws {
        for name in names where container.contains(FieldName(name)) {
            counts[name] = try container.decodeIfPresent(DollarsBody.self, forKey: FieldName(name))
        }
        for name in Self.words where container.contains(FieldName(name)) {
            texts[name] = try container.decodeIfPresent(String.self, forKey: FieldName(name))
        }
    }

    func encode(to container: inout KeyedEncodingContainer<FieldName>) throws {
        for (name, count) in counts { try container.encode(count, forKey: FieldName(name)) }
        for (name, text) in texts { try container.encode(text, forKey: FieldName(name)) }
    }
}
