/// What a call used, as LLM APIs count it: cached tokens are part of the input, reasoning tokens part of the output.
public struct TokenUsage: Hashable, Sendable {
    /// No call has more; sums of any two then fit with room to spare.
    public static let most: Int64 = 1_000_000_000_000

    public let input: Int64
    public let cachedInput: Int64
    public let output: Int64
    public let reasoning: Int64
    public let requests: Int64

    /// - Throws: `invalid_request` naming the field, where a count is negative, absurd, or a part is more than its whole.
    public init(
        input: Int64, cachedInput: Int64 = 0, output: Int64, reasoning: Int64 = 0, requests: Int64 = 1
    ) throws(AdminError) {
        for (name, count) in [
            ("input_tokens", input), ("cached_input_tokens", cachedInput), ("output_tokens", output),
            ("reasoning_tokens", reasoning), ("requests", requests),
        ] where !(0...Self.most).contains(count) {
            throw .invalid("usage.\(name)", "\(name) must be a whole number from 0 to \(Self.most).")
        }
        guard cachedInput <= input else {
            throw .invalid(
                "usage.cached_input_tokens", "cached_input_tokens are part of input_tokens and cannot be more.")
        }
        guard reasoning <= output else {
            throw .invalid("usage.reasoning_tokens", "reasoning_tokens are part of output_tokens and cannot be more.")
        }
        self.input = input
        self.cachedInput = cachedInput
        self.output = output
        self.reasoning = reasoning
        self.requests = requests
    }

    public var tokens: Int64 { input + output }
}
