import NIOCore
import Wire

extension ReservationBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("cost", cost)
            json.add("created_at", createdAt)
            json.add("ended_at", endedAt)
            json.add("expires_at", expiresAt)
            json.add("holds", holds)
            json.add("id", id)
            json.add("input_tokens", inputTokens)
            json.add("key_id", keyID)
            json.add("max_output_tokens", maxOutputTokens)
            json.add("model", model)
            json.add("object", object)
            json.add("rate_limits", rateLimits)
            json.add("request_id", requestID)
            json.add("settlement", settlement)
            json.add("state", state)
            json.add("usage_limits", usageLimits)
        }
    }
}

extension UsageEntryBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("cost", cost)
            json.add("created_at", createdAt)
            json.add("id", id)
            json.add("key_id", keyID)
            json.add("model", model)
            json.add("object", object)
            json.add("outcome", outcome)
            json.add("price_version", priceVersion)
            json.add("repeated", repeated)
            json.add("request_id", requestID)
            json.add("usage", usage)
        }
    }
}

extension UsageBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("cached_input_tokens", cachedInputTokens)
            json.add("input_tokens", inputTokens)
            json.add("output_tokens", outputTokens)
            json.add("reasoning_tokens", reasoningTokens)
            json.add("requests", requests)
        }
    }
}
