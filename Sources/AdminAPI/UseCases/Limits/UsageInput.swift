import Domain
import Wire

/// Reads what requests say of usage beyond its tokens: errors name the field.
enum UsageInput {
    static func usage(_ body: UsageBody) throws(AdminError) -> TokenUsage {
        if let foreign = body.foreign { return try ForeignUsage.usage(foreign) }
        return try TokenUsage(
            input: body.inputTokens, cachedInput: body.cachedInputTokens ?? 0, output: body.outputTokens,
            reasoning: body.reasoningTokens ?? 0, requests: body.requests ?? 1,
            extras: body.counters.isEmpty ? .none : extras(body.counters, "usage"))
    }

    /// - Parameter path: of the object that they stand in.
    static func extras(_ counters: UsageCountersBody, _ path: String) throws(AdminError) -> UsageExtras {
        var extras = UsageExtras()
        for (name, body) in counters.counts {
            guard let meter = Meter.named[name] else { continue }
            guard let count = count(body.text, of: meter), (0...TokenUsage.most).contains(count) else {
                let kind = meter.unit == .minute ? "seconds" : "a whole number"
                throw .invalid("\(path).\(name)", "\(path).\(name) must be \(kind) from 0 to \(TokenUsage.most).")
            }
            extras.counts[meter] = count
        }
        extras.variant = try counters.texts["variant"].flatMap { text throws(AdminError) in
            try variant(text, "\(path).variant")
        }
        extras.sizes = try sizes(counters.texts, path)
        return extras
    }

    /// `nil` for the word that says that a call is as most calls are.
    static func variant(_ text: String, _ param: String) throws(AdminError) -> String? {
        guard let word = PriceWord.variant(text) else {
            throw .invalid(param, "\(param) must be a word such as batch, flex or priority.")
        }
        return PriceWord.isUsual(word) ? nil : word
    }

    /// Durations are counted in milliseconds, rounded up.
    private static func count(_ text: String, of meter: Meter) -> Int64? {
        guard let amount = PriceAmount(decimal: text) else { return nil }
        let unit: Int128 = meter.unit == .minute ? 1_000_000_000_000_000 : 1_000_000_000_000_000_000
        let (whole, rest) = amount.count.quotientAndRemainder(dividingBy: unit)
        guard rest == 0 || meter.unit == .minute else { return nil }
        return Int64(exactly: rest > 0 ? whole + 1 : whole)
    }

    private static func sizes(_ texts: [String: String], _ path: String) throws(AdminError) -> [Meter: [String]] {
        func word(_ name: String) throws(AdminError) -> String? {
            guard let text = texts[name] else { return nil }
            guard let word = PriceWord.size(text) else {
                throw .invalid("\(path).\(name)", "\(path).\(name) must be a word such as 1024x1024, 720p or hd.")
            }
            return word
        }
        var sizes: [Meter: [String]] = [:]
        let (size, quality) = (try word("image_size"), try word("image_quality"))
        let both = size.flatMap { size in quality.map { "\(size)/\($0)" } }
        let images = [both, size, quality].compactMap { $0 }
        if !images.isEmpty { sizes[.image] = images }
        if let size = try word("video_size") { sizes[.video] = [size] }
        if let size = try word("search_size") { sizes[.search] = [size] }
        return sizes
    }
}

extension Meter {
    /// By the names that usage has.
    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.usageName, $0) })
}
