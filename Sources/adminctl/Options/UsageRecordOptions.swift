import ArgumentParser
import Foundation
import Wire

/// A call that was made without a reservation.
struct UsageRecordOptions: ParsableArguments {
    @Option(help: .init("The key that made the call, by its id.", valueName: "id"))
    var key: String?

    @Option(
        help: .init(
            "The call's own id: a call whose id was recorded within a day is not charged again. (default: a new one)",
            valueName: "id"))
    var requestID: String?

    @Option(help: .init("The model that answered.", valueName: "model"), completion: .names(of: .model))
    var model: String?

    @Option(help: .init("Tokens that were sent, with those from a cache.", valueName: "tokens"))
    var inputTokens: Int64?

    @Option(help: .init("Those of them that came from a cache.", valueName: "tokens"))
    var cachedInputTokens: Int64?

    @Option(help: .init("Tokens that came back, with those of reasoning.", valueName: "tokens"))
    var outputTokens: Int64?

    @Option(help: .init("Those of them that were reasoning.", valueName: "tokens"))
    var reasoningTokens: Int64?

    @Option(help: .init("How many calls it was. (default: 1)", valueName: "count"))
    var requests: Int64?

    @Option(help: .init("What it cost. (default: by the model's price)", valueName: "dollars"))
    var cost: DollarsArgument?

    @Option(help: .init("How the call ended, in a word of your own.", valueName: "word"))
    var outcome: String?

    @Option(
        name: .customLong("at"),
        help: .init(
            "When the call was: a time, a day, or how long ago, such as 36h. (default: now)", valueName: "time"))
    var occurredAt: PastArgument?

    @Option(help: .init("What the call said of itself; repeat for more.", valueName: "name=value"))
    var metadata: [MetadataArgument] = []

    var isGiven: Bool {
        let texts = [key, requestID, model, outcome].contains { $0 != nil }
        return texts || saysHowMuch || cachedInputTokens != nil || reasoningTokens != nil || !metadata.isEmpty
            || occurredAt != nil
    }

    private var saysHowMuch: Bool {
        inputTokens != nil || outputTokens != nil || requests != nil || cost != nil
    }

    mutating func validate() throws {
        _ = try metadata.dictionary()
        guard isGiven else { return }
        guard key != nil else { throw ValidationError("Name the key that made the call with --key <id>.") }
        guard saysHowMuch else {
            throw ValidationError("Say what was used: --input-tokens, --output-tokens, --requests or --cost.")
        }
    }

    /// - Precondition: it is given.
    func body() throws -> UsageRecordBody {
        let usage = UsageBody(
            inputTokens: inputTokens ?? 0, cachedInputTokens: cachedInputTokens, outputTokens: outputTokens ?? 0,
            reasoningTokens: reasoningTokens, requests: requests)
        // A record that is sent again after a lost connection is known by its request id.
        var body = UsageRecordBody(
            keyID: key ?? "", usage: usage, model: model, requestID: requestID ?? UUID().uuidString.lowercased())
        (body.cost, body.outcome) = (cost?.body, outcome)
        body.metadata = try metadata.dictionary()
        body.occurredAt = occurredAt?.instant(now: Date())
        return body
    }
}
