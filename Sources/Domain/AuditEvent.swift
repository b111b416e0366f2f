public typealias AuditEventID = Identifier<AuditEvent>

/// Who did what to what, when, from where. Append-only; each event carries the hash of the one before it in its
/// organization, so that a gap or an edit shows.
public struct AuditEvent: Hashable, Sendable {
    public enum Action: String, CaseIterable, Sendable {
        case organizationCreate = "organization.create"
        case organizationUpdate = "organization.update"
        case organizationDelete = "organization.delete"
        case userCreate = "user.create"
        case userUpdate = "user.update"
        case userDelete = "user.delete"
        case teamCreate = "team.create"
        case teamUpdate = "team.update"
        case teamDelete = "team.delete"
        case memberCreate = "team_member.create"
        case memberUpdate = "team_member.update"
        case memberDelete = "team_member.delete"
        case keyCreate = "api_key.create"
        case keyUpdate = "api_key.update"
        case keyDelete = "api_key.delete"
        case keyRotate = "api_key.rotate"
        case keyRegenerate = "api_key.regenerate"
        case keyCompleteRotation = "api_key.complete_rotation"
        case keyExtendRotation = "api_key.extend_rotation"
        case keyRollBackRotation = "api_key.roll_back_rotation"
        case keyAnnounceRotation = "api_key.announce_rotation"
        case keyDisableOverdue = "api_key.disable_overdue"
        case keyRevokeLeaked = "api_key.revoke_leaked"
        case clientCreate = "oauth_client.create"
        case clientUpdate = "oauth_client.update"
        case clientDelete = "oauth_client.delete"
        case clientRotateSecret = "oauth_client.rotate_secret"
        case clientCompleteRotation = "oauth_client.complete_rotation"
        case clientExtendRotation = "oauth_client.extend_rotation"
        case clientRollBackRotation = "oauth_client.roll_back_rotation"
        case clientRevokeLeaked = "oauth_client.revoke_leaked"
        case modelCreate = "model.create"
        case modelUpdate = "model.update"
        case modelDelete = "model.delete"
        case modelImport = "model.import"
        case teamModelsUpdate = "team_models.update"
        case policyCreate = "policy.create"
        case policyUpdate = "policy.update"
        case policyArchive = "policy.archive"
        case policyRestore = "policy.restore"
        case policyReset = "policy.reset"
        case usageCorrect = "usage.correct"
        case usageReprice = "usage.reprice"
        case policyOverride = "policy.override"
        case policyEndOverride = "policy.end_override"
        case fallbacksCreate = "model_fallbacks.create"
        case fallbacksUpdate = "model_fallbacks.update"
        case fallbacksDelete = "model_fallbacks.delete"
        case tokenIssue = "access_token.issue"
        case tokenRevoke = "access_token.revoke"
        case tokenRevokeLeaked = "access_token.revoke_leaked"
        case auditAccept = "audit.accept"
    }

    public let id: AuditEventID
    /// `nil`: an event of the platform.
    public let organizationID: OrganizationID?
    /// 1, 2, 3 … in the organization, without a gap.
    public let sequence: Int64
    public let occurredAt: Instant
    public let action: Action
    /// `client:<id>`, `key:<id>`, `operator`, `system`.
    public let actor: String
    /// The id of the thing that was acted on.
    public let target: String
    public let address: String?
    public let requestID: String?
    /// Names of fields that changed with their new values, as JSON with sorted names. Never a secret.
    public let details: String
    public let previousHash: [UInt8]
    public let hash: [UInt8]

    public init(
        id: AuditEventID, organizationID: OrganizationID?, sequence: Int64, occurredAt: Instant, action: Action,
        actor: String, target: String, address: String?, requestID: String?, details: String, previousHash: [UInt8],
        hash: [UInt8]
    ) {
        self.id = id
        self.organizationID = organizationID
        self.sequence = sequence
        self.occurredAt = occurredAt
        self.action = action
        self.actor = actor
        self.target = target
        self.address = address
        self.requestID = requestID
        self.details = details
        self.previousHash = previousHash
        self.hash = hash
    }
}
