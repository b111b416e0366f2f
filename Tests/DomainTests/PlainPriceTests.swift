import TestSupport
import Testing

@testable import Domain

/// The short way that most calls are reckoned by says what the long one says.
struct PlainPriceTests {
    private static let meters: [Meter] = [.input, .cachedInput, .cacheWrite, .output, .reasoning, .request]

    private func price(_ random: inout SeededGenerator) -> ModelPrice {
        let amounts: [Int128] = [0, 1, 333_333_333, 2_999_999_900_000_000_002, PriceAmount.highest.count]
        return ModelPrice(
            Self.meters.filter { $0 == .input || $0 == .output || Bool.random(using: &random) }
                .map { PriceComponent($0, PriceAmount(amounts.randomElement(using: &random) ?? 0)) })
    }

    private func usage(_ random: inout SeededGenerator) throws -> TokenUsage {
        let counts: [Int64] = [0, 1, 7, 1_000_003, TokenUsage.most]
        let (input, output) = (counts.randomElement(using: &random) ?? 0, counts.randomElement(using: &random) ?? 0)
        return try TokenUsage(
            input: input, cachedInput: Int64.random(in: 0...input, using: &random), output: output,
            reasoning: Int64.random(in: 0...output, using: &random), requests: counts.randomElement(using: &random) ?? 1
        )
    }

    @Test func `a price of tokens alone charges by the short way what it charges by the long one`() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<4000 {
            let (price, usage) = (price(&random), try usage(&random))
            try #require(price.plain != nil)
            let full = price.fullCharge(for: usage)
            #expect(price.charge(for: usage) == full)
            #expect(price.estimate(for: usage) == full)
        }
    }

    @Test func `a price that depends on more has no short way`() {
        let one = PriceAmount(1)
        let tokens = [PriceComponent(.input, one), PriceComponent(.output, one)]
        #expect(ModelPrice(tokens).plain != nil)
        for other in [
            PriceComponent(.image, one), PriceComponent(.audioInput, one),
            PriceComponent(.input, one, variant: "batch"), PriceComponent(.input, one, aboveTokens: 200_000),
        ] { #expect(ModelPrice(tokens + [other]).plain == nil) }
        #expect(ModelPrice([PriceComponent(.input, one)]).plain == nil)
    }
}
