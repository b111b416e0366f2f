enum FallbackExamples {
    static let set: DocumentValue = ["models": ["anthropic/claude-large", "mistral/small"]]

    static var fallbacks: DocumentValue {
        [
            "id": .string(Sample.modelID), "fallback_ids": [.string(claude), .string(mistral)],
            "created_at": .string(Sample.began), "updated_at": .string(Sample.began),
        ]
    }

    static var resolution: DocumentValue {
        [
            "object": "model.resolution", "team_id": .string(Sample.teamID),
            "model": model(Sample.modelID, "openai/gpt-large", "openai", depth: 0, via: nil, warnings: []),
            "fallbacks": [
                model(claude, "anthropic/claude-large", "anthropic", depth: 1, via: Sample.modelID, warnings: []),
                model(mistral, "mistral/small", "mistral", depth: 1, via: Sample.modelID, warnings: [smaller]),
            ],
        ]
    }

    static var deletion: DocumentValue {
        [
            "id": .string(mistral), "object": "model", "deleted": true,
            "removed_from_fallbacks": [["id": .string(Sample.modelID), "team_id": nil]],
        ]
    }

    static let claude = "019b76da-a800-7000-8000-000000000007"
    private static let mistral = "019b76da-a800-7000-8000-000000000008"

    private static let smaller: DocumentValue = [
        "code": "smaller_context_window", "message": "Its context window is smaller: 32000 tokens, not 128000.",
    ]

    private static func model(
        _ id: String, _ name: String, _ provider: String, depth: Int64, via: String?, warnings: [DocumentValue]
    ) -> DocumentValue {
        [
            "id": .string(id), "name": .string(name), "provider": .string(provider), "depth": .integer(depth),
            "via": via.map { .string($0) } ?? .null, "team_list": false, "usable": true, "warnings": .array(warnings),
        ]
    }
}
