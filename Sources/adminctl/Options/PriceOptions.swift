import ArgumentParser
import Foundation
import Wire

/// What a model costs, in dollars per million tokens or per piece.
struct PriceOptions: ParsableArguments {
    @Option(help: .init("Dollars per million tokens of input.", valueName: "dollars"))
    var priceInput: DollarsArgument?

    @Option(
        help: .init("Dollars per million tokens of input from the cache. (default: as input)", valueName: "dollars"))
    var priceCachedInput: DollarsArgument?

    @Option(help: .init("Dollars per million tokens written to the cache. (default: as input)", valueName: "dollars"))
    var priceCacheWrite: DollarsArgument?

    @Option(help: .init("Dollars per million tokens of output.", valueName: "dollars"))
    var priceOutput: DollarsArgument?

    @Option(help: .init("Dollars per million tokens of reasoning. (default: as output)", valueName: "dollars"))
    var priceReasoning: DollarsArgument?

    @Option(help: .init("Dollars for an image.", valueName: "dollars"))
    var pricePerImage: DollarsArgument?

    @Option(help: .init("Dollars for a minute of audio.", valueName: "dollars"))
    var pricePerAudioMinute: DollarsArgument?

    @Option(help: .init("Dollars for a request, beside its tokens.", valueName: "dollars"))
    var pricePerRequest: DollarsArgument?

    @Option(
        help: .init(
            "When the price takes effect: 2027-01-01T00:00:00Z, 2027-01-01 (in UTC), or 7d from now. (default: now)",
            valueName: "when"))
    var priceFrom: ExpiryArgument?

    @Flag(help: "It costs nothing.")
    var free = false

    @Flag(help: "It has no price: a budget in money refuses it.")
    var unpriced = false

    @Flag(
        inversion: .prefixedNo, exclusivity: .exclusive,
        help: "Whether imports leave the price alone; by itself, of the price that it has.")
    var pinPrice: Bool?

    var isGiven: Bool { hasPrice || pinPrice != nil }

    private var hasPrice: Bool { free || unpriced || hasAmounts }

    private var hasAmounts: Bool {
        [
            priceInput, priceCachedInput, priceCacheWrite, priceOutput, priceReasoning, pricePerImage,
            pricePerAudioMinute, pricePerRequest,
        ].contains { $0 != nil }
    }

    mutating func validate() throws {
        guard [free, unpriced, hasAmounts].count(where: { $0 }) <= 1 else {
            throw ValidationError("--free, --unpriced and amounts (--price-…) exclude each other.")
        }
        guard !hasAmounts || (priceInput != nil && priceOutput != nil) else {
            throw ValidationError("A price needs --price-input and --price-output; 0 is an amount.")
        }
        guard priceFrom == nil || hasPrice else { throw ValidationError("--price-from needs a price.") }
    }

    /// Nil where nothing was said of it.
    func body(now: Date) -> ModelPriceBody? {
        guard hasPrice else { return pinPrice.map { ModelPriceBody(pinned: $0) } }
        var body = ModelPriceBody(state: free ? "free" : unpriced ? "unpriced" : "priced")
        body.effectiveFrom = priceFrom?.instant(now: now)
        body.pinned = pinPrice
        guard hasAmounts else { return body }
        body.input = priceInput?.body
        body.cachedInput = priceCachedInput?.body
        body.cacheWrite = priceCacheWrite?.body
        body.output = priceOutput?.body
        body.reasoning = priceReasoning?.body
        body.perImage = pricePerImage?.body
        body.perAudioMinute = pricePerAudioMinute?.body
        body.perRequest = pricePerRequest?.body
        (body.currency, body.unit) = ("USD", "per_million_tokens")
        return body
    }
}
