import TestSupport

/// A price map with costs in every way that JSON can write a number, and what they are in nano-dollars per million tokens,
/// reckoned by moving digits alone.
struct PriceMap {
    let text: String
    /// Input and output of each entry.
    let expected: [(input: Int64, output: Int64)]

    init(entries: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var lines: [String] = []
        var expected: [(Int64, Int64)] = []
        for index in 0..<entries {
            // The first digits make every pair another one.
            let input = Int64(index + 1) * 1_000_000 + Int64.random(in: 0..<1_000_000, using: &random)
            let output = Int64.random(in: 1...9_999_999_999_999, using: &random)
            lines.append(
                #"""
                "p\#(index % 7)/m-\#(index)": {"litellm_provider": "p\#(index % 7)", "mode": "chat",
                "input_cost_per_token": \#(Self.perToken(input, &random)),
                "output_cost_per_token": \#(Self.perToken(output, &random))}
                """#)
            expected.append((input, output))
        }
        text = "{" + lines.joined(separator: ",") + "}"
        self.expected = expected
    }

    /// What stands for an entry in a row of `model_prices` of a dump: its components.
    func key(of row: String) -> String {
        row.split(separator: "|").first { $0.hasPrefix("'input=") }.map { String($0.dropFirst().dropLast()) } ?? ""
    }

    /// A count of nano-dollars per million tokens as dollars per token, which is 10⁻¹⁵ of it.
    private static func perToken(_ count: Int64, _ random: inout SeededGenerator) -> String {
        let digits = String(count)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return "\(digits)e-15"
        case 1:
            let exponent = digits.count - 1 - 15
            let rest = digits.dropFirst().isEmpty ? "" : ".\(digits.dropFirst())"
            return "\(digits.prefix(1))\(rest)E\(exponent)"
        default: return "0." + String(repeating: "0", count: 15 - digits.count) + digits
        }
    }
}
