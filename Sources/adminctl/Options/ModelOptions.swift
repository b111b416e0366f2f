import ArgumentParser
import Foundation
import Wire

/// What there is to say of a model beside its name.
struct ModelOptions: ParsableArguments {
    @Option(help: .init("Who runs it. (default: what its name begins with)", valueName: "provider"))
    var provider: String?

    @Option(help: .init("What the provider calls it. (default: its name)", valueName: "name"))
    var upstreamModel: String?

    @Option(help: .init("Whose it is, for lists of models. (default: the provider)", valueName: "owner"))
    var ownedBy: String?

    @Option(help: .init("What it is for.", valueName: "text"))
    var description: String?

    @Option(
        name: .customLong("capability"),
        help: .init("What it can do, such as chat, tools, vision; repeat for more.", valueName: "word"))
    var capabilities: [String] = []

    @Option(
        name: .customLong("alias"),
        help: .init(
            "Another name that callers may write for it; repeat for more. Replaces those there are.", valueName: "name")
    )
    var aliases: [String] = []

    @Flag(help: "Take away its other names.")
    var noAliases = false

    @Option(help: .init("The tokens that input and output have room in. (0: not known)", valueName: "tokens"))
    var contextWindow: Int64?

    @Option(help: .init("The most tokens that one request may generate. (0: not known)", valueName: "tokens"))
    var maxTokens: Int64?

    @Option(help: .init("How long a gateway waits for an answer. (0: not known)", valueName: "milliseconds"))
    var timeoutMs: Int64?

    @Option(help: .init("How long a gateway waits for a streamed answer. (0: not known)", valueName: "milliseconds"))
    var streamTimeoutMs: Int64?

    @OptionGroup
    var price: PriceOptions

    mutating func validate() throws {
        guard aliases.isEmpty || !noAliases else {
            throw ValidationError("--alias and --no-aliases exclude each other.")
        }
        guard [contextWindow, maxTokens, timeoutMs, streamTimeoutMs].allSatisfy({ $0 ?? 0 >= 0 }) else {
            throw ValidationError("Tokens and milliseconds are not negative.")
        }
    }

    var isGiven: Bool {
        let texts = [provider, upstreamModel, ownedBy, description].contains { $0 != nil }
        let counts = [contextWindow, maxTokens, timeoutMs, streamTimeoutMs].contains { $0 != nil }
        return texts || counts || !capabilities.isEmpty || givenAliases != nil || price.isGiven
    }

    private var givenAliases: [String]? { aliases.isEmpty && !noAliases ? nil : aliases }

    func creation(_ name: String, now: Date) -> CreateModelBody {
        var body = CreateModelBody(name: name)
        (body.provider, body.upstreamModel) = (provider, upstreamModel)
        (body.ownedBy, body.description) = (ownedBy, description)
        body.capabilities = capabilities.isEmpty ? nil : capabilities
        body.aliases = givenAliases
        (body.contextWindow, body.maxTokens) = (Self.change(contextWindow), Self.change(maxTokens))
        (body.timeoutMs, body.streamTimeoutMs) = (Self.change(timeoutMs), Self.change(streamTimeoutMs))
        body.price = price.body(now: now)
        return body
    }

    func change(now: Date) -> UpdateModelBody {
        var body = UpdateModelBody()
        (body.provider, body.upstreamModel) = (Change(provider), Change(upstreamModel))
        (body.ownedBy, body.description) = (Change(ownedBy), Change(description))
        body.capabilities = Change(capabilities.isEmpty ? nil : capabilities)
        body.aliases = Change(givenAliases)
        (body.contextWindow, body.maxTokens) = (Self.change(contextWindow), Self.change(maxTokens))
        (body.timeoutMs, body.streamTimeoutMs) = (Self.change(timeoutMs), Self.change(streamTimeoutMs))
        body.price = Change(price.body(now: now))
        return body
    }

    private static func change(_ value: Int64?) -> Change<Int64> {
        value == 0 ? .clear : Change(value)
    }
}
