import Policy

enum VerifyExamples {
    static let request: DocumentValue = [
        "key": .string(Sample.apiKey), "model": "openai/gpt-large", "address": "203.0.113.9",
        "metadata": ["feature": "search"], "request_id": "gateway-7f3a",
    ]

    static let verification: DocumentValue = [
        "valid": true, "code": .string(KeyVerdict.valid.rawValue), "message": .string(KeyVerdict.valid.message),
        "key_id": .string(Sample.keyID), "name": "checkout", "organization_id": .string(Sample.organizationID),
        "team_id": .string(Sample.teamID), "metadata": Sample.metadata, "allowed_models": ["openai/*"],
        "expires_at": .string(Sample.aYearLater), "in_transition": false, "model": ModelExamples.called,
        "request_id": "gateway-7f3a",
    ]
}

enum OperationsExamples {
    static let metrics: DocumentValue = """
        # HELP keyhold_keys_live Keys that are neither removed nor disabled.
        # TYPE keyhold_keys_live gauge
        keyhold_keys_live 12

        """

    static let document: DocumentValue = [
        "openapi": "3.1.0", "info": ["title": "Keyhold", "version": .string(keyholdVersion)], "paths": [:],
        "servers": [["url": "http://127.0.0.1:8700"]], "tags": [["name": "Teams"]], "components": [:],
    ]

    static func status(_ word: String) -> DocumentValue {
        ["status": .string(word), "version": .string(keyholdVersion)]
    }
}
