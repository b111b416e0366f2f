import Domain
import TestSupport
import Testing

/// What calls cost, against arithmetic of another kind: sums in femto-dollars, in which no price and no call has a fraction.
struct CostTests {
    private static let awkward = ["0.0375", "0.15", "1.1", "0.000000001", "12345678.123456789"]

    @Test(arguments: awkward)
    func `a million calls cost what they add up to, each rounded up once to the nano-dollar`(_ text: String) throws {
        let perInput = try #require(NanoDollars(decimal: text))
        let price = ModelPrice(
            input: perInput, cachedInput: NanoDollars(1),
            output: try #require(NanoDollars(decimal: "0.15")), reasoning: NanoDollars(37_500_001))
        var random = SeededGenerator(seed: 11)
        var (charged, exact, excess): (Int128, Int128, Int128) = (0, 0, 0)
        for _ in 0..<1_000_000 {
            let input = Int64.random(in: 0...100_000, using: &random)
            let cached = Int64.random(in: 0...input, using: &random)
            let output = Int64.random(in: 0...10_000, using: &random)
            let reasoning = Int64.random(in: 0...output, using: &random)
            let usage = try TokenUsage(input: input, cachedInput: cached, output: output, reasoning: reasoning)
            // Nano-dollars per million tokens are femto-dollars per token.
            let femto =
                Int128(input - cached) * Int128(perInput.count) + Int128(cached)
                + Int128(output - reasoning) * 150_000_000 + Int128(reasoning) * 37_500_001
            let cost = try #require(price.cost(of: usage))
            let over = Int128(cost.count) * 1_000_000 - femto
            guard (0..<1_000_000).contains(over) else {
                Issue.record("\(usage) costs \(femto) femto-dollars and was charged \(cost)")
                return
            }
            charged += Int128(cost.count)
            exact += femto
            excess += over
        }
        #expect(charged * 1_000_000 == exact + excess)
        #expect(exact > 0 && excess < exact)
    }

    @Test(arguments: awkward + ["0", "1", "-0.000000001", "9223372036.854775807", "-9223372036.854775808", "0.1"])
    func `an amount is written as it is read`(_ text: String) throws {
        #expect(try #require(NanoDollars(decimal: text)).text == text)
    }

    @Test(
        arguments: [
            ("1.5e-07", 0, 150), ("1.5E-7", 6, 150_000_000), ("3e-9", 0, 3), ("0.0", 0, 0), ("1e0", 0, 1_000_000_000),
            ("0.0000000375", 6, 37_500_000), ("10e-10", 0, 1), ("0e99", 0, 0), ("1.10", 0, 1_100_000_000),
        ] as [(String, Int, Int64)])
    func `an exponent loses no digit`(_ text: String, _ scale: Int, _ count: Int64) {
        #expect(NanoDollars(decimal: text, scale: scale)?.count == count)
    }

    @Test(arguments: [
        "", "-", "+1", ".5", "5.", "01", "1e", "1e+", "1e-10", "0.0000000001", "9223372036.854775808", "NaN", "inf",
        "0x1", " 1", "1 ", "1,5", "1e99999", "١",
    ])
    func `what is no amount, too fine or too large is none`(_ text: String) {
        #expect(NanoDollars(decimal: text) == nil)
    }

    @Test func `what has no price of its own costs what it is part of, and pieces nothing`() throws {
        let bare = ModelPrice(input: NanoDollars(1_000_000), output: NanoDollars(3_000_000))
        let usage = try TokenUsage(input: 10, cachedInput: 4, output: 5, reasoning: 2)
        #expect(bare.cost(of: usage) == NanoDollars(25))
        let whole = ModelPrice(
            input: NanoDollars(1_000_000), cachedInput: .zero, output: NanoDollars(3_000_000),
            reasoning: NanoDollars(1_000_000), perRequest: NanoDollars(100))
        #expect(whole.cost(of: usage) == NanoDollars(6 + 9 + 2 + 100))
    }

    @Test func `a cost that does not fit is none, and the largest that fits is one`() throws {
        let price = ModelPrice(input: .maximum, output: .zero)
        #expect(try price.cost(of: TokenUsage(input: 1_000_000, output: 0)) == .maximum)
        #expect(try price.cost(of: TokenUsage(input: 1_000_001, output: 0)) == nil)
    }
}
