import Domain
import Wire

extension APIKey {
    /// - Parameter text: the secret where this is the one reply that shows it; otherwise the masked form stands.
    func body(at now: Instant, showing text: String? = nil) -> APIKeyBody {
        APIKeyBody(
            id: id.text, apiKey: text ?? secrets.current.masked, name: name.text, enabled: isEnabled,
            removed: isRemoved, teamID: owner.teamID?.text, userID: owner.userID?.text, metadata: metadata.entries,
            allowedModels: allowedModels?.map(\.text), allowedAddresses: allowedAddresses.map(\.text),
            rotation: secrets.rotationBody(at: now), rotationPolicy: rotationPolicy?.body(next: nextRotationAt),
            nextRotationAt: nextRotationAt?.rfc3339, createdAt: createdAt.rfc3339, updatedAt: updatedAt.rfc3339,
            lastUsedAt: lastUsedAt?.rfc3339, expirationDate: expiresAt?.rfc3339)
    }
}

extension KeyWithSecret {
    func body(at now: Instant) -> APIKeyBody { key.body(at: now, showing: secret.revealSecret()) }
}

extension LiveSecrets {
    func rotationBody(at now: Instant) -> KeyRotationBody? {
        rotation(at: now).map { KeyRotationBody(beganAt: $0.beganAt.rfc3339, endsAt: $0.endsAt.rfc3339) }
    }
}

extension RotationPolicy {
    /// - Parameter next: the planned date, which is what a plan without a period consists of.
    func body(next: Instant?) -> RotationPolicyBody {
        var body = RotationPolicyBody(
            announceDays: Int64(announceDays), onOverdue: onOverdue.rawValue, graceDays: Int64(graceDays))
        switch period {
        case .weekly: body.rotationPeriod = "weekly"
        case .monthly: body.rotationPeriod = "monthly"
        case .quarterly: body.rotationPeriod = "quarterly"
        case .everyDays(let days): body.rotationPeriodDays = Int64(days)
        case nil: body.nextRotationAt = next?.rfc3339
        }
        return body
    }
}
