import Domain
import Wire

/// Usage as a provider wrote it, made into classes of tokens that share none. What is part of what differs by provider; the
/// sources are named in docs/pricing.md.
struct ForeignUsage {
    var input: Int64 = 0
    var cached: Int64 = 0
    var output: Int64 = 0
    var reasoning: Int64 = 0
    var counts: [Meter: Int64] = [:]
    var variants: Set<String> = []
    /// What nobody has read.
    private(set) var unread: [String: String] = [:]

    private static let place = "usage"

    /// - Throws: `invalidRequest` naming what is not understood, unless the body is lenient.
    static func usage(_ body: ForeignUsageBody) throws(AdminError) -> TokenUsage {
        var object = ForeignObject(body.members, path: place)
        var read = ForeignUsage()
        switch body.format {
        case "openai.chat": try read.addOpenAI(&object, .chat, isLenient: body.isLenient)
        case "openai.responses": try read.addOpenAI(&object, .responses, isLenient: body.isLenient)
        case "anthropic.messages": try read.addAnthropic(&object)
        case "gemini": try read.addGemini(&object, isLenient: body.isLenient)
        case "bedrock": try read.addBedrock(&object, isLenient: body.isLenient)
        default:
            throw .invalid(
                "usage.format",
                "usage.format must be one of: \(ForeignUsageBody.formats.joined(separator: ", ")).")
        }
        read.addUnread(of: object)
        if let first = read.unread.keys.min(), !body.isLenient {
            throw .invalid(
                first,
                """
                There is no field \(first) in the format \(body.format) that is known here. With "lenient": true it is kept \
                with the record and charges nothing.
                """)
        }
        return try read.usage()
    }

    mutating func addUnread(of object: ForeignObject) { unread.merge(object.unread) { $1 } }

    mutating func add(_ count: Int64, to meter: Meter) {
        if count > 0 { counts[meter, default: 0] += count }
    }

    /// How the call was made, in the provider's word.
    mutating func addVariant(_ word: String?) throws(AdminError) {
        guard let word, let variant = try UsageInput.variant(word, "usage.service_tier") else { return }
        variants.insert(variant)
    }

    /// What came from a cache and is more than there is text is of another kind, where nobody said of which.
    mutating func shareCached() {
        guard counts[.cachedAudioInput] == nil, counts[.cachedImageInput] == nil else { return }
        let audio = counts[.audioInput] ?? 0
        let images = counts[.imageInput] ?? 0
        let text = input - audio - images - (counts[.videoInput] ?? 0) - (counts[.cacheWrite] ?? 0)
        let excess = max(0, cached - max(0, text))
        add(min(excess, audio), to: .cachedAudioInput)
        add(min(max(0, excess - audio), images), to: .cachedImageInput)
        dropCachedVideo(max(0, excess - audio - images))
    }

    /// Video from a cache costs what anything from one does.
    mutating func dropCachedVideo(_ count: Int64) {
        if let video = counts[.videoInput] { counts[.videoInput] = max(0, video - count) }
    }

    /// - Throws: where a total says that something is beside what was read.
    static func requireTotal(
        _ total: Int64?, _ name: String, isAnyOf sums: Int64..., isLenient: Bool
    ) throws(AdminError) {
        guard let total, !sums.contains(total), !isLenient else { return }
        throw .invalid(
            "usage.\(name)",
            "usage.\(name) is \(total), but its parts are \(sums[0]): something is in it that is not known here.")
    }

    private func usage() throws(AdminError) -> TokenUsage {
        guard [input, cached, output, reasoning].allSatisfy({ $0 <= TokenUsage.most }), variants.count <= 4 else {
            throw .invalid("usage", "usage has a count of more than \(TokenUsage.most).")
        }
        guard unread.count <= 32 else {
            throw .invalid("usage", "usage has more than 32 fields that are not known here.")
        }
        return try TokenUsage(
            input: input, cachedInput: cached, output: output, reasoning: reasoning,
            extras: UsageExtras(
                counts: counts, variant: variants.isEmpty ? nil : variants.sorted().joined(separator: "/"),
                unknown: unread))
    }
}
