import Domain
import Wire

extension ForeignUsage {
    /// The two APIs of OpenAI name the same things in two ways.
    struct OpenAINames: Sendable {
        let input, output: String
        let inputDetails, outputDetails: (String, String)

        static let chat = OpenAINames(
            input: "prompt_tokens", output: "completion_tokens",
            inputDetails: ("prompt_tokens_details", "prompt_tokens_details"),
            outputDetails: ("completion_tokens_details", "completion_tokens_details"))
        static let responses = OpenAINames(
            input: "input_tokens", output: "output_tokens",
            inputDetails: ("input_tokens_details", "input_token_details"),
            outputDetails: ("output_tokens_details", "output_token_details"))
    }

    /// Cached, written, audio and image tokens are part of the input; reasoning, audio and image tokens, and those of
    /// predictions, rejected ones too, part of the output.
    mutating func addOpenAI(
        _ object: inout ForeignObject, _ names: OpenAINames, isLenient: Bool
    ) throws(AdminError) {
        if try object.word("type") == "duration" { return try addDuration(&object) }
        guard let prompt = try object.optionalCount(names.input) else {
            throw .invalid("usage.\(names.input)", "usage.\(names.input) is required in this format.")
        }
        let answer = try object.count(names.output)
        (input, output) = (prompt, answer)
        var details = try object.object(either: names.inputDetails.0, or: names.inputDetails.1)
        try addInputDetails(&details)
        addUnread(of: details)
        details = try object.object(either: names.outputDetails.0, or: names.outputDetails.1)
        reasoning = try details.count("reasoning_tokens")
        add(try details.count("audio_tokens"), to: .audioOutput)
        add(try details.count("image_tokens"), to: .imageOutput)
        details.skip("text_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens")
        addUnread(of: details)
        try addVariant(object.word("service_tier"))
        let total = try object.optionalCount("total_tokens")
        // Some that speak OpenAI's language leave the reasoning out of the output and have it in the total.
        if total == prompt + answer + reasoning { output = total! - prompt }
        try Self.requireTotal(
            total, "total_tokens", isAnyOf: prompt + answer, prompt + output, isLenient: isLenient)
        shareCached()
    }

    private mutating func addInputDetails(_ details: inout ForeignObject) throws(AdminError) {
        cached = try details.count("cached_tokens")
        add(try details.count("cache_write_tokens"), to: .cacheWrite)
        add(try details.count("audio_tokens"), to: .audioInput)
        add(try details.count("image_tokens"), to: .imageInput)
        details.skip("text_tokens")
        var kinds = try details.object("cached_tokens_details")
        add(try kinds.count("audio_tokens"), to: .cachedAudioInput)
        add(try kinds.count("image_tokens"), to: .cachedImageInput)
        kinds.skip("text_tokens")
        addUnread(of: kinds)
        var times = try details.object("cache_write_tokens_details")
        add(try times.count("ttl_12h_tokens"), to: .cacheWriteHalfDay)
        times.skip("ttl_30m_tokens")
        addUnread(of: times)
    }

    /// A transcription that is charged by the length of its audio.
    private mutating func addDuration(_ object: inout ForeignObject) throws(AdminError) {
        guard let seconds = try object.milliseconds("seconds") else {
            throw .invalid("usage.seconds", "usage.seconds is required where the type is duration.")
        }
        counts[.audio] = seconds
    }

    /// What was read from a cache and what was written to one stand beside the input; thinking is part of the output.
    mutating func addAnthropic(_ object: inout ForeignObject) throws(AdminError) {
        guard object.has("input_tokens"), object.has("output_tokens") else {
            throw .invalid(
                "usage.input_tokens", "usage.input_tokens and usage.output_tokens are required in this format.")
        }
        try addAnthropicTokens(&object)
        for var iteration in try object.objects("iterations") { try addAnthropicIteration(&iteration) }
        var details = try object.object("output_tokens_details")
        reasoning = try details.count("thinking_tokens")
        addUnread(of: details)
        var tools = try object.object("server_tool_use")
        add(try tools.count("web_search_requests"), to: .search)
        // Fetching costs its tokens alone.
        tools.skip("web_fetch_requests")
        addUnread(of: tools)
        try addVariant(object.word("service_tier"))
        try addVariant(object.word("speed"))
        if let place = try object.word("inference_geo"), !["global", "not_available"].contains(place) {
            try addVariant(place)
        }
    }

    private mutating func addAnthropicTokens(_ object: inout ForeignObject) throws(AdminError) {
        let read = try object.count("cache_read_input_tokens")
        let whole = try object.optionalCount("cache_creation_input_tokens")
        var times = try object.object("cache_creation")
        let (minutes, hour) = (
            try times.count("ephemeral_5m_input_tokens"), try times.count("ephemeral_1h_input_tokens")
        )
        addUnread(of: times)
        let written = whole ?? minutes + hour
        guard minutes + hour <= written else {
            throw .invalid(
                object.place("cache_creation"),
                "\(object.place("cache_creation")) says more than cache_creation_input_tokens.")
        }
        input += try object.count("input_tokens") + read + written
        cached += read
        output += try object.count("output_tokens")
        add(written, to: .cacheWrite)
        add(hour, to: .cacheWriteHour)
    }

    /// The turns of a call are in its sums; summing up a context that has become too long is beside them. What other models
    /// did has other prices.
    private mutating func addAnthropicIteration(_ iteration: inout ForeignObject) throws(AdminError) {
        switch try iteration.word("type") {
        case "message": return
        case "compaction":
            try addAnthropicTokens(&iteration)
            iteration.skip("model")
            addUnread(of: iteration)
        default: addUnread(of: iteration)
        }
    }

    /// Cached tokens are part of the prompt; thoughts stand beside the answer, and the results of tools beside the prompt.
    mutating func addGemini(_ object: inout ForeignObject, isLenient: Bool) throws(AdminError) {
        guard let prompt = try object.optionalCount("promptTokenCount") else {
            throw .invalid("usage.promptTokenCount", "usage.promptTokenCount is required in this format.")
        }
        let isLive = object.has("responseTokenCount")
        let answer = try object.count(isLive ? "responseTokenCount" : "candidatesTokenCount")
        let tools = try object.count("toolUsePromptTokenCount")
        reasoning = try object.count("thoughtsTokenCount")
        cached = try object.count("cachedContentTokenCount")
        (input, output) = (prompt + tools, answer + reasoning)
        let given: [String: Meter] = ["AUDIO": .audioInput, "IMAGE": .imageInput, "VIDEO": .videoInput]
        try addModalities(&object, "promptTokensDetails", given)
        try addModalities(&object, "toolUsePromptTokensDetails", given)
        let cachedVideo = try addModalities(
            &object, "cacheTokensDetails", ["AUDIO": .cachedAudioInput, "IMAGE": .cachedImageInput])
        dropCachedVideo(cachedVideo)
        try addModalities(
            &object, isLive ? "responseTokensDetails" : "candidatesTokensDetails",
            ["AUDIO": .audioOutput, "IMAGE": .imageOutput, "VIDEO": .videoOutput])
        try addVariant(object.word("serviceTier"))
        if let traffic = try object.word("trafficType"), !traffic.hasSuffix("UNSPECIFIED"), traffic != "ON_DEMAND" {
            try addVariant(traffic.hasPrefix("ON_DEMAND_") ? String(traffic.dropFirst(10)) : traffic)
        }
        try Self.requireTotal(
            object.optionalCount("totalTokenCount"), "totalTokenCount", isAnyOf: input + output, isLenient: isLenient)
        shareCached()
    }

    /// - Returns: how many tokens of video were in none of the meters.
    @discardableResult
    private mutating func addModalities(
        _ object: inout ForeignObject, _ name: String, _ meters: [String: Meter]
    ) throws(AdminError) -> Int64 {
        var video: Int64 = 0
        for var entry in try object.objects(name) {
            let modality = try entry.word("modality") ?? "TEXT"
            let count = try entry.count("tokenCount")
            if let meter = meters[modality] {
                add(count, to: meter)
            } else if modality == "VIDEO" {
                video += count
            } else if !["TEXT", "DOCUMENT", "MODALITY_UNSPECIFIED"].contains(modality) {
                throw .invalid(entry.place("modality"), "\(entry.place("modality")) is no modality that is known here.")
            }
            addUnread(of: entry)
        }
        return video
    }

    /// What was read from a cache and what was written to one stand beside the input.
    mutating func addBedrock(_ object: inout ForeignObject, isLenient: Bool) throws(AdminError) {
        guard let fresh = try object.optionalCount("inputTokens"), let answer = try object.optionalCount("outputTokens")
        else {
            throw .invalid("usage.inputTokens", "usage.inputTokens and usage.outputTokens are required in this format.")
        }
        // Some replies say it under a second name, too.
        let (oldRead, oldWritten) = (
            try object.optionalCount("cacheReadInputTokenCount"), try object.optionalCount("cacheWriteInputTokenCount")
        )
        let read = try object.optionalCount("cacheReadInputTokens") ?? oldRead ?? 0
        let written = try object.optionalCount("cacheWriteInputTokens") ?? oldWritten ?? 0
        (input, cached, output) = (fresh + read + written, read, answer)
        add(written, to: .cacheWrite)
        for var detail in try object.objects("cacheDetails") {
            let time = try detail.word("ttl")
            let count = try detail.count("inputTokens")
            if time == "1h" {
                add(count, to: .cacheWriteHour)
            } else if time != "5m" {
                throw .invalid(detail.place("ttl"), "\(detail.place("ttl")) must be 5m or 1h.")
            }
            addUnread(of: detail)
        }
        try Self.requireTotal(
            object.optionalCount("totalTokens"), "totalTokens", isAnyOf: input + output, fresh + answer,
            isLenient: isLenient)
    }
}

extension ForeignObject {
    /// A duration in seconds, rounded up to the millisecond.
    fileprivate mutating func milliseconds(_ name: String) throws(AdminError) -> Int64? {
        guard let value = take(name) else { return nil }
        guard case .number(let number) = value, let amount = PriceAmount(decimal: number.description),
            let count = Int64(exactly: (amount.count + 999_999_999_999_999) / 1_000_000_000_000_000)
        else { throw .invalid(place(name), "\(place(name)) must be seconds from 0 on.") }
        return count
    }
}
