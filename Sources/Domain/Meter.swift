/// Something that a call is charged by. Each has a count that usage can report and a price that a model can have; the
/// classes of tokens are disjoint, so that no token is charged twice.
public enum Meter: String, CaseIterable, Hashable, Sendable {
    // Tokens of input.
    case input = "input"
    case cachedInput = "cached_input"
    /// Written to a cache that keeps it for five minutes, or for as long as the provider does by itself.
    case cacheWrite = "cache_write"
    case cacheWriteHour = "cache_write_1h"
    case cacheWriteHalfDay = "cache_write_12h"
    case audioInput = "audio_input"
    case cachedAudioInput = "cached_audio_input"
    case audioCacheWrite = "audio_cache_write"
    case imageInput = "image_input"
    case cachedImageInput = "cached_image_input"
    case videoInput = "video_input"
    /// Tokens of sources that were cited, beside the input.
    case citation = "citation"
    // Tokens of output.
    case output = "output"
    case reasoning = "reasoning"
    case audioOutput = "audio_output"
    case imageOutput = "image_output"
    case videoOutput = "video_output"
    // Pieces.
    case image = "per_image"
    case inputImage = "per_input_image"
    case pixel = "per_million_pixels"
    case character = "per_million_characters"
    case outputCharacter = "per_million_output_characters"
    case audio = "per_audio_minute"
    case speech = "per_speech_minute"
    case video = "per_video_minute"
    case inputVideo = "per_input_video_minute"
    case request = "per_request"
    case query = "per_query"
    case page = "per_page"
    case annotatedPage = "per_annotated_page"
    case search = "per_search"
    case mapSearch = "per_map_search"
    case toolCall = "per_tool_call"
    case session = "per_session"

    /// What the price of it is called.
    public var priceName: String { rawValue }

    /// What usage calls the count of it, or the whole that the count is part of.
    public var usageName: String {
        switch self {
        case .input: "input_tokens"
        case .cachedInput: "cached_input_tokens"
        case .cacheWrite: "cache_write_tokens"
        case .cacheWriteHour: "cache_write_1h_tokens"
        case .cacheWriteHalfDay: "cache_write_12h_tokens"
        case .audioInput: "audio_input_tokens"
        case .cachedAudioInput: "cached_audio_input_tokens"
        case .audioCacheWrite: "audio_cache_write_tokens"
        case .imageInput: "image_input_tokens"
        case .cachedImageInput: "cached_image_input_tokens"
        case .videoInput: "video_input_tokens"
        case .citation: "citation_tokens"
        case .output: "output_tokens"
        case .reasoning: "reasoning_tokens"
        case .audioOutput: "audio_output_tokens"
        case .imageOutput: "image_output_tokens"
        case .videoOutput: "video_output_tokens"
        case .image: "images"
        case .inputImage: "input_images"
        case .pixel: "pixels"
        case .character: "characters"
        case .outputCharacter: "output_characters"
        case .audio: "audio_seconds"
        case .speech: "speech_seconds"
        case .video: "video_seconds"
        case .inputVideo: "input_video_seconds"
        case .request: "requests"
        case .query: "queries"
        case .page: "pages"
        case .annotatedPage: "annotated_pages"
        case .search: "searches"
        case .mapSearch: "map_searches"
        case .toolCall: "tool_calls"
        case .session: "sessions"
        }
    }

    /// What it is priced as where it has no price of its own: what it is a kind of, the nearest first.
    var parents: [Meter] {
        switch self {
        case .cachedInput, .cacheWrite, .audioInput, .imageInput, .videoInput, .citation: [.input]
        case .cacheWriteHour: [.cacheWrite, .input]
        case .cacheWriteHalfDay: [.cacheWriteHour, .cacheWrite, .input]
        case .cachedAudioInput: [.cachedInput, .audioInput, .input]
        case .audioCacheWrite: [.cacheWrite, .audioInput, .input]
        case .cachedImageInput: [.cachedInput, .imageInput, .input]
        case .reasoning, .audioOutput, .imageOutput, .videoOutput: [.output]
        default: []
        }
    }

    public enum Unit: Sendable { case millionTokens, million, minute, piece }

    /// What its price is for so many of. Durations are counted in milliseconds.
    public var unit: Unit {
        switch self {
        case .input, .cachedInput, .cacheWrite, .cacheWriteHour, .cacheWriteHalfDay, .audioInput, .cachedAudioInput,
            .audioCacheWrite, .imageInput, .cachedImageInput, .videoInput, .citation, .output, .reasoning,
            .audioOutput, .imageOutput, .videoOutput:
            .millionTokens
        case .pixel, .character, .outputCharacter: .million
        case .audio, .speech, .video, .inputVideo: .minute
        case .image, .inputImage, .request, .query, .page, .annotatedPage, .search, .mapSearch, .toolCall, .session:
            .piece
        }
    }

    public var isTokens: Bool { unit == .millionTokens }

    /// Those that usage has in fields of their own from the beginning on.
    public static let basic: Set<Meter> = [.input, .cachedInput, .output, .reasoning, .request]

    /// Whose pieces have a size or a quality that the price may depend on.
    public static let sized: Set<Meter> = [.image, .video, .search]
}
