/// What a call used, as LLM APIs count it. Counts of tokens are wholes and their parts: cached tokens are part of the
/// input, reasoning tokens part of the output.
public struct TokenUsage: Hashable, Sendable {
    /// No call has more; sums of any two then fit with room to spare.
    public static let most: Int64 = 1_000_000_000_000

    public let input: Int64
    public let cachedInput: Int64
    public let output: Int64
    public let reasoning: Int64
    public let requests: Int64
    public let extras: UsageExtras

    /// - Throws: `invalid_request` naming the field, where a count is negative, absurd, or a part is more than its whole.
    public init(
        input: Int64, cachedInput: Int64 = 0, output: Int64, reasoning: Int64 = 0, requests: Int64 = 1,
        extras: UsageExtras = .none
    ) throws(AdminError) {
        self.input = input
        self.cachedInput = cachedInput
        self.output = output
        self.reasoning = reasoning
        self.requests = requests
        self.extras = extras
        for (name, count) in [
            ("input_tokens", input), ("cached_input_tokens", cachedInput), ("output_tokens", output),
            ("reasoning_tokens", reasoning), ("requests", requests),
        ] where !(0...Self.most).contains(count) { throw Self.outOfRange(name) }
        for (meter, count) in extras.counts where !(0...Self.most).contains(count) {
            throw Self.outOfRange(meter.usageName)
        }
        guard cachedInput <= input else {
            throw .invalid(
                "usage.cached_input_tokens", "cached_input_tokens are part of input_tokens and cannot be more.")
        }
        guard reasoning <= output else {
            throw .invalid("usage.reasoning_tokens", "reasoning_tokens are part of output_tokens and cannot be more.")
        }
        if !extras.counts.isEmpty { try requireWholes() }
    }

    /// For differences, and for what was checked before.
    public init(
        uncheckedInput input: Int64, cachedInput: Int64, output: Int64, reasoning: Int64, requests: Int64,
        extras: UsageExtras
    ) {
        self.input = input
        self.cachedInput = cachedInput
        self.output = output
        self.reasoning = reasoning
        self.requests = requests
        self.extras = extras
    }

    public var tokens: Int64 { input + output }

    private static func outOfRange(_ name: String) -> AdminError {
        .invalid("usage.\(name)", "\(name) must be a whole number from 0 to \(most).")
    }
}

// MARK: - Classes

extension TokenUsage {
    /// What is charged for: classes of tokens that share none, and pieces.
    public var classes: [(Meter, Int64)] {
        var classes: [(Meter, Int64)] = [
            (.input, textInput), (.cachedInput, plainCached), (.output, textOutput), (.reasoning, reasoning),
            (.request, requests),
        ]
        guard !extras.counts.isEmpty else { return classes }
        classes += [(.cacheWrite, plainWrites), (.audioInput, freshAudio), (.imageInput, freshImages)]
        for meter in Meter.allCases where !Self.listed.contains(meter) && extras.counts[meter] != nil {
            classes.append((meter, count(meter)))
        }
        return classes
    }

    /// Those that are wholes of others, or stand in the list by themselves.
    private static let listed: Set<Meter> = Meter.basic.union([.cacheWrite, .audioInput, .imageInput])

    private func count(_ meters: Meter...) -> Int64 {
        extras.counts.isEmpty ? 0 : meters.reduce(0) { $0 + (extras.counts[$1] ?? 0) }
    }

    private var plainCached: Int64 { cachedInput - count(.cachedAudioInput, .cachedImageInput) }

    private var longWrites: Int64 { count(.cacheWriteHour, .cacheWriteHalfDay, .audioCacheWrite) }

    /// Who tells of the long-lived ones alone tells of all.
    private var writes: Int64 { extras.counts[.cacheWrite] ?? longWrites }

    private var plainWrites: Int64 { writes - longWrites }

    /// Neither from a cache nor written to one.
    private var freshAudio: Int64 { count(.audioInput) - count(.cachedAudioInput, .audioCacheWrite) }

    private var freshImages: Int64 { count(.imageInput) - count(.cachedImageInput) }

    private var textInput: Int64 {
        guard !extras.counts.isEmpty else { return input - cachedInput }
        return input - cachedInput - writes - freshAudio - freshImages - count(.videoInput)
    }

    private var textOutput: Int64 { output - reasoning - count(.audioOutput, .imageOutput, .videoOutput) }

    private func requireWholes() throws(AdminError) {
        for (rest, whole, parts) in [
            (freshAudio, "audio_input_tokens", "the cached and the written ones of them"),
            (freshImages, "image_input_tokens", "the cached ones of them"),
            (plainWrites, "cache_write_tokens", "those that are kept for an hour or more, and those of audio,"),
            (plainCached, "cached_input_tokens", "the cached ones of audio and of images"),
            (textInput, "input_tokens", "the cached, written, audio, image and video ones of them"),
            (textOutput, "output_tokens", "the reasoning, audio, image and video ones of them"),
        ] where rest < 0 {
            throw .invalid("usage.\(whole)", "\(whole) must be at least \(parts) together.")
        }
    }
}
