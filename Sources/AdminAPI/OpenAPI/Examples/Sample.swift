/// What the examples are made of: one small company, the same everywhere, so that a reader can follow an id from page
/// to page. The secrets are nobody's: a hyphen is no digit of a secret, so none of them is even well-formed.
enum Sample {
    static let organizationID = "019b76da-a800-7000-8000-000000000001"
    static let userID = "019b76da-a800-7000-8000-000000000002"
    static let teamID = "019b76da-a800-7000-8000-000000000003"
    static let keyID = "019b76da-a800-7000-8000-000000000004"
    static let clientID = "019b76da-a800-7000-8000-000000000005"
    static let entityID = "019b76da-a800-7000-8000-000000000008"
    static let policyID = "019b76da-a800-7000-8000-000000000006"

    static let modelID = "019b76da-a800-7000-8000-000000000006"

    static let reservationID = "019b76da-a800-7000-8000-000000000010"
    static let entryID = "019b76da-a800-7000-8000-000000000011"
    static let limitID = "019b76da-a800-7000-8000-000000000012"

    static let apiKey = "khk_EXAMPLE-ONLY-shown-this-once"
    static let accessToken = "kha_EXAMPLE-ONLY-shown-this-once"
    static let clientSecret = "khs_EXAMPLE-ONLY-shown-this-once"

    static let began = "2026-01-01T00:00:00.000Z"
    static let anHourLater = "2026-01-01T01:00:00.000Z"
    static let aYearLater = "2027-01-01T00:00:00.000Z"

    static let metadata: DocumentValue = ["environment": "production"]

    /// What a search finds: one.
    static func found(_ item: DocumentValue, id: String) -> DocumentValue {
        [
            "object": "list", "data": [item], "has_more": false, "first_id": .string(id), "last_id": .string(id),
            "total": 1,
        ]
    }

    /// A list of one.
    static func page(_ item: DocumentValue, id: String) -> DocumentValue {
        [
            "object": "list", "data": [item], "has_more": false, "first_id": .string(id), "last_id": .string(id),
        ]
    }
}
