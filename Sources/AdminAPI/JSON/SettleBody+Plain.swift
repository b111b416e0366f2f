import NIOCore
import Wire

extension SettleBody: PlainBody {
    /// - Returns: `nil` for one with a cost, too.
    init?(plain buffer: ByteBuffer) {
        let body: SettleBody? = buffer.withUnsafeReadableBytes { bytes in
            var json = PlainJSON(bytes)
            var (usage, model, outcome) = (UsageBody?.none, String?.none, String?.none)
            var seen: Set<CodingKeys> = []
            do throws(PlainJSON.GivesUp) {
                try json.document { json, name throws(PlainJSON.GivesUp) in
                    switch try CodingKeys.plain(name, &seen) {
                    case .usage: usage = try UsageBody(plain: &json)
                    case .model: model = try json.optionalString()
                    case .outcome: outcome = try json.optionalString()
                    case .cost, .format, .lenient: throw PlainJSON.GivesUp()
                    }
                }
            } catch {
                return nil
            }
            return usage.map { SettleBody(usage: $0, model: model, outcome: outcome) }
        }
        guard let body else { return nil }
        self = body
    }
}

extension UsageBody {
    fileprivate init(plain json: inout PlainJSON) throws(PlainJSON.GivesUp) {
        var (input, output) = (Int64?.none, Int64?.none)
        var rest = UsageBody(inputTokens: 0, outputTokens: 0)
        var seen: Set<PlainUsageField> = []
        try json.object { json, name throws(PlainJSON.GivesUp) in
            switch try PlainUsageField.plain(name, &seen) {
            case .inputTokens: input = try json.optionalInteger()
            case .outputTokens: output = try json.optionalInteger()
            case .cachedInputTokens: rest.cachedInputTokens = try json.optionalInteger()
            case .reasoningTokens: rest.reasoningTokens = try json.optionalInteger()
            case .requests: rest.requests = try json.optionalInteger()
            }
        }
        guard let input, let output else { throw PlainJSON.GivesUp() }
        (rest.inputTokens, rest.outputTokens) = (input, output)
        self = rest
    }
}

/// What most usage says; the rest is for the strict reader.
private enum PlainUsageField: String, CaseIterable {
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
    case cachedInputTokens = "cached_input_tokens"
    case reasoningTokens = "reasoning_tokens"
    case requests
}

extension RawRepresentable where Self: CaseIterable & Hashable, RawValue == String {
    /// The field of this name; it must be there but once.
    static func plain(
        _ name: UnsafeRawBufferPointer, _ seen: inout Set<Self>
    ) throws(PlainJSON.GivesUp) -> Self {
        guard let field = allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }), seen.insert(field).inserted
        else { throw PlainJSON.GivesUp() }
        return field
    }
}
