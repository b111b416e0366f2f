import Admission
import Domain
import Storage

extension ParameterComponent {
    var description: String {
        switch self {
        case .organizationID: "The organization's id; its slug is for the header only."
        case .userID: "The user's id."
        case .teamID: "The team's id."
        case .keyID: "The key's id, not its secret."
        case .clientID: "The client's id."
        case .model: "The model's id or its name; a slash in a name is written `%2F`."
        case .reservationID: "The reservation's id."
        case .usageID: "The id of the ledger's row."
        case .reservationState: "Only those in this state; ended ones are remembered for a day."
        case .ofRequest: "Only those whose call has this id of the gateway's own."
        case .from: "Only calls from this instant on."
        case .to: "Only calls until this instant, which is not in it."
        case .usageKey: "Only calls of this key."
        case .usageTeam: "Only calls of this team's keys."
        case .usageUser: "Only calls of this user's keys."
        case .usageModel: "Only calls that this model answered, by its name or id."
        case .provider: "Only calls that a model of this provider answered."
        case .outcome: "Only calls that ended like this."
        case .unpriced: "Whether to list only calls whose cost nobody could tell when they were recorded."
        case .usageMetadata: "A name and a value with `=` between: only calls that had this label, or whose key had it."
        case .totals: "Whether to add up all that was asked for, beyond the page."
        case .usageFormat: "How to write them."
        case .ownModel: "The model that limits of models are shown for; without it those are left out."
        case .limit: "How many to list at most."
        case .after: "The last id of the page before; without it the list begins at its start."
        case .afterVersion: "The last version of the page before; without it the list begins at its start."
        case .dryRun: "Whether only to say what would be done."
        case .invalidRows: "Whether rows that are wrong are left out, and named in the reply, or keep all others out."
        case .skipInvalid: "The same as `invalid=skip`."
        case .keySearch:
            """
            Part of a name in any case, the last four characters of a secret, the beginning of an id, or part of the owner's name, slug or address.
            """
        case .keyStatus: "Only those; without it all but removed ones."
        case .keyOwner: "The id of a team or a user."
        case .keyModel: "Those whose own list of models has this name, id or pattern."
        case .keyMetadata: "A name and a value with `=` between, which the metadata has."
        case .usedBefore: "Last used before then, or never."
        case .usedAfter: "Last used then or later."
        case .expiresBefore: "Those that expire before then."
        case .expiresAfter: "Those that expire then or later."
        case .keySort:
            """
            The order; with `-` from the end. What never expires counts as last, what never was used as first.
            """
        case .nameSearch:
            "Part of a name, a user's address or a team's slug, in any case, or the beginning of an id."
        case .nameSort: "The order; with `-` from the end."
        case .diff: "With `dry_run`: say what would change of prices."
        case .includeRemoved: "Whether to list deleted keys too."
        case .policyID: "The policy's id."
        case .entityID: "The counter's id."
        case .includeUsage: "Whether to say what each group has used."
        case .entityStatus: "Only those that are in this state."
        case .search: "Only those whose value holds this."
        case .policyStatus: "In which state."
        case .usageType, .rateType: "Only those that count this."
        case .rateUnit: "Only those of this unit."
        case .ofTeam: "Only those that are for the calls of this team alone; its id or slug."
        case .ofWorkspace: "As `team_id`."
        case .ofKey: "The limits that were given on this API key, in place of all others."
        case .pageSize: "How many to list at most, where pages are counted."
        case .currentPage: "Which page, from 0 on, where pages are counted."
        case .force: "Whether to take the model out of the lists of the models that fall back to it."
        case .viewingTeam: "The id of the team whose lists and rights count; without it the organization's."
        case .organization:
            """
            The tenant to work in, by id or slug. A platform client has to name it, except for OAuth clients, where \
            naming none means the platform's own. A tenant's client may leave it out, and gets 404 for any but its \
            own.
            """
        case .requestID:
            """
            An id of the caller's for the log, given back in the reply: 1 to 128 letters, digits, `-`, `_`, `.`. \
            Anything else, and what looks like a secret, is replaced by a new id.
            """
        case .idempotencyKey:
            """
            Makes the request safe to repeat: under the same key the same request is carried out once, and answered \
            as the first time, for a day (a reply that shows a secret: for ten minutes). 1 to 255 printable ASCII \
            characters without blanks and quotes, in quotes or not.
            """
        }
    }

    var content: (schema: DocumentValue, example: DocumentValue) {
        switch self {
        case .organizationID: (Self.id, .string(Sample.organizationID))
        case .userID: (Self.id, .string(Sample.userID))
        case .teamID: (Self.id, .string(Sample.teamID))
        case .keyID: (Self.id, .string(Sample.keyID))
        case .clientID: (Self.id, .string(Sample.clientID))
        case .model:
            (
                ["type": "string", "minLength": 1, "maxLength": 255, "pattern": .string(ModelSchemas.namePattern)],
                "openai/gpt-large"
            )
        case .reservationID: (Self.id, .string(Sample.reservationID))
        case .usageID: (Self.id, .string(Sample.entryID))
        case .reservationState:
            (["type": "string", "enum": .words(Reservation.State.allCases.map(\.rawValue))], "open")
        case .ofRequest: (Self.text(1...255), "gateway-7f3a")
        case .from, .to: (["type": "string", "format": "date-time"], .string(Sample.began))
        case .usageKey: (Self.id, .string(Sample.keyID))
        case .usageTeam: (Self.id, .string(Sample.teamID))
        case .usageUser: (Self.id, .string(Sample.userID))
        case .usageModel: (Self.text(1...255), "openai/gpt-large")
        case .provider: (Self.text(1...255), "openai")
        case .outcome: (Self.text(1...64), "success")
        case .unpriced, .totals: (["type": "boolean", "default": false], true)
        case .usageFormat: (Self.word(UsageListQuery.Format.self), "csv")
        case .ownModel: (Self.text(1...255), "openai/gpt-large")
        case .limit: (Self.limitSchema, 100)
        case .after: (Self.id, .string(Sample.keyID))
        case .afterVersion: (["type": "integer", "minimum": 0], 1)
        case .policyID: (Self.id, .string(Sample.policyID))
        case .entityID: (Self.id, .string(Sample.entityID))
        case .includeUsage: (["type": "boolean", "default": false], true)
        case .entityStatus: (Self.word(EntityQuery.Status.self), "exhausted")
        case .search: (["type": "string"], "anna")
        case .policyStatus: (Self.word(LimitPolicy.Status.self), "active")
        case .usageType: (Self.word(UsageLimit.Measure.self), "cost")
        case .rateType: (Self.word(RateLimit.Measure.self), "requests")
        case .rateUnit: (Self.word(RateLimit.Unit.self), "rpm")
        case .ofTeam, .ofWorkspace: (["type": "string", "minLength": 1, "maxLength": 63], "support")
        case .ofKey: (Self.id, .string(Sample.keyID))
        case .pageSize: (Self.limitSchema, 100)
        case .currentPage: (["type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0], 0)
        case .includeRemoved, .force, .dryRun, .skipInvalid, .diff: (["type": "boolean", "default": false], true)
        case .keySearch: (Self.text(0...255), "ci")
        case .keyStatus: (Self.word(KeySearch.Status.self), "active")
        case .keyOwner: (Self.id, .string(Sample.teamID))
        case .keyModel: (Self.text(0...255), "openai/*")
        case .keyMetadata, .usageMetadata:
            (
                [
                    "type": "string", "maxLength": .integer(Int64(RouteRequest.longestLabel)),
                    "pattern": #"^[^=\x00-\x1F\x7F-\x9F]+=[^\x00-\x1F\x7F-\x9F]*$"#,
                ], "env=production"
            )
        case .usedBefore, .usedAfter, .expiresBefore, .expiresAfter:
            (["type": "string", "format": "date-time"], .string(Sample.began))
        case .keySort: (Self.word(KeySearch.Sort.self), "-last_used")
        case .nameSearch: (Self.text(0...255), "support")
        case .nameSort: (Self.word(NameSearch.Sort.self), "name")
        case .invalidRows: (Self.word(ModelRoutes.InvalidRows.self), "skip")
        case .viewingTeam: (Self.id, .string(Sample.teamID))
        case .organization: (["type": "string", "minLength": 1, "maxLength": 63], "acme")
        case .requestID: (["type": "string"], "deploy-42")
        case .idempotencyKey:
            (
                ["type": "string", "minLength": 1, "maxLength": 257, "pattern": #"^([!#-~]{1,255}|"[!#-~]{1,255}")$"#],
                "8e03978e-40d5-43dd-bc93-6894a57f9324"
            )
        }
    }

    private static func word<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> DocumentValue {
        ["type": "string", "enum": .words(type.allCases.map(\.rawValue))]
    }

    private static var id: DocumentValue { ["type": "string", "format": "uuid"] }

    private static var limitSchema: DocumentValue {
        let limits = PageRequest<APIKey>.limits
        return [
            "type": "integer", "minimum": .integer(Int64(limits.lowerBound)),
            "maximum": .integer(Int64(limits.upperBound)),
            "default": .integer(Int64(PageRequest<APIKey>.defaultLimit)),
        ]
    }

    /// Without control characters.
    private static func text(_ length: ClosedRange<Int>) -> DocumentValue {
        [
            "type": "string", "minLength": .integer(Int64(length.lowerBound)),
            "maxLength": .integer(Int64(length.upperBound)),
            "pattern": #"^[^\x00-\x1F\x7F-\x9F]*$"#,
        ]
    }
}
