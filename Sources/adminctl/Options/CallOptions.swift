import ArgumentParser
import Wire

/// A call as its gateway would tell of it.
struct CallOptions: ParsableArguments {
    @Option(help: .init("The model that it is to be used for.", valueName: "model"), completion: .names(of: .model))
    var model: String?

    @Option(help: .init("The address that the call would come from.", valueName: "address"))
    var address: String?

    @Option(
        help: .init(
            "What the call says of itself, for limits that ask for it; repeat for more.", valueName: "name=value"))
    var metadata: [MetadataArgument] = []

    mutating func validate() throws { _ = try metadata.dictionary() }

    func body(_ key: String) throws -> VerifyRequestBody {
        var body = VerifyRequestBody(key: key, model: model, address: address)
        body.metadata = try metadata.dictionary()
        return body
    }
}

/// What a call may use at most.
struct EstimateOptions: ParsableArguments {
    @Option(help: .init("How many tokens it sends.", valueName: "tokens"))
    var inputTokens: Int64?

    @Option(
        help: .init("How many tokens it may be answered with. (default: what the model gives)", valueName: "tokens"))
    var maxOutputTokens: Int64?

    @Option(help: .init("What it costs at most. (default: by the model's price)", valueName: "dollars"))
    var cost: DollarsArgument?

    mutating func validate() throws {
        guard [inputTokens, maxOutputTokens].allSatisfy({ $0 ?? 0 >= 0 }) else {
            throw ValidationError("Tokens are not negative.")
        }
    }

    /// Nil where nothing was given.
    var body: EstimateBody? {
        guard inputTokens != nil || maxOutputTokens != nil || cost != nil else { return nil }
        return EstimateBody(inputTokens: inputTokens, maxOutputTokens: maxOutputTokens, cost: cost?.body)
    }
}
