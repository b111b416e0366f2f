enum ModelExamples {
    static var model: DocumentValue { body(maxTokens: 16_384) }

    static var updated: DocumentValue { body(maxTokens: 32_768) }

    static let create: DocumentValue = [
        "name": "openai/gpt-large", "capabilities": ["chat", "tools", "vision"], "context_window": 128_000,
        "max_tokens": 16_384, "timeout_ms": 60_000,
        "price": ["state": "priced", "input": .decimal("2.5"), "cached_input": .decimal("1.25"), "output": 10],
    ]

    static let update: DocumentValue = ["max_tokens": 32_768, "stream_timeout_ms": nil]

    static let rows: DocumentValue = [create]

    static let imported: DocumentValue = [
        "object": "model_import", "created": 1, "changed": 0, "unchanged": 0, "dry_run": false,
        "skipped": 0, "pinned": 0,
    ]

    static let called: DocumentValue = [
        "id": .string(Sample.modelID), "name": "openai/gpt-large", "provider": "openai",
        "upstream_model": "gpt-large", "price_version": 1, "timeout_ms": 60_000, "max_tokens": 16_384,
    ]

    static var priceVersion: DocumentValue {
        [
            "object": "model_price", "model_id": .string(Sample.modelID), "version": 1, "price": price,
            "effective_from": .string(Sample.began), "created_at": .string(Sample.began),
        ]
    }

    private static let price: DocumentValue = [
        "state": "priced", "input": .decimal("2.5"), "cached_input": .decimal("1.25"), "output": 10,
        "currency": "USD", "unit": .string(PriceDraft.unit), "effective_from": .string(Sample.began),
    ]

    private static func body(maxTokens: Int64) -> DocumentValue {
        [
            "id": .string(Sample.modelID), "object": "model", "organization_id": .string(Sample.organizationID),
            "name": "openai/gpt-large", "aliases": ["openai/gpt-large-2026-04-23"], "provider": "openai",
            "upstream_model": "gpt-large", "owned_by": "openai",
            "description": "", "capabilities": ["chat", "tools", "vision"], "context_window": 128_000,
            "max_tokens": .integer(maxTokens), "timeout_ms": 60_000, "stream_timeout_ms": nil, "price": price,
            "price_version": 1, "enabled": true, "created_at": .string(Sample.began),
            "updated_at": .string(Sample.began),
        ]
    }
}

enum TeamModelExamples {
    static let set: DocumentValue = ["mode": "listed", "models": ["openai/*", "mistral/small"]]

    static var models: DocumentValue {
        [
            "object": "team_models", "team_id": .string(Sample.teamID), "mode": "listed",
            "models": ["openai/*", "mistral/small"],
        ]
    }
}

enum UsableModelExamples {
    static let model: DocumentValue = [
        "id": "openai/gpt-large", "nexos_model_id": .string(Sample.modelID), "object": "model",
        "created": 1_767_225_600, "updated": 1_767_225_600, "owned_by": "openai", "name": "openai/gpt-large",
        "timeout_ms": 60_000, "max_tokens": 16_384,
    ]

    static let list: DocumentValue = ["object": "list", "data": [model], "total": 1]
}
