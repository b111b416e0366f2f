import Domain

/// The bounds that rotations and their plans are held to.
public enum RotationRules {
    public static let announceDays: ClosedRange<Int64> = 0...90
    public static let graceDays: ClosedRange<Int64> = 0...90
    public static let periodDays: ClosedRange<Int64> = 1...3650
    /// Keys that one call rotates: few enough for one transaction and one reply.
    public static let maximumBulkKeys = 1000

    /// The new end of a transition: later than the old one, and no further away than a transition may last.
    public static func extendedEnd(_ wish: Instant, of outgoing: OutgoingSecret, now: Instant) throws(AdminError)
        -> Instant
    {
        guard wish > outgoing.endsAt else {
            throw .invalid("ends_at", "The transition ends at \(outgoing.endsAt.rfc3339); give a later end.")
        }
        let latest = now.adding(seconds: KeyRules.transitionSeconds.upperBound)
        guard wish <= latest else {
            throw .invalid("ends_at", "A transition may last until \(latest.rfc3339) at the latest.")
        }
        return wish
    }

    /// A secret can only be replaced with an overlap where no overlap is under way: the older secret would end, which
    /// somebody was promised and still uses.
    ///
    /// - Throws: `conflict`, with since when and until when.
    public static func requireRoom(
        in secrets: LiveSecrets, isForced: Bool, transitionSeconds: Int64, now: Instant
    ) throws(AdminError) {
        guard transitionSeconds > 0, !isForced, let outgoing = secrets.rotation(at: now) else { return }
        throw AdminError(
            .conflict,
            """
            A rotation is under way since \(outgoing.beganAt.rfc3339), until \(outgoing.endsAt.rfc3339), and nothing was \
            changed. Use the secret that it made, complete it, or roll it back; with "force": true its old secret ends at \
            once, and with "transition_seconds": 0 both do.
            """, transition: outgoing.transition)
    }

    /// - Throws: `conflict` for the outgoing secret of a rotation.
    public static func requireCurrent(_ presented: SecretDigest, in secrets: LiveSecrets) throws(AdminError) {
        guard let outgoing = secrets.outgoing, outgoing.secret.digest == presented else { return }
        throw AdminError(
            .conflict,
            """
            This is the old secret of a rotation that is under way since \(outgoing.beganAt.rfc3339), until \
            \(outgoing.endsAt.rfc3339). It cannot replace its successor: use the new secret, or ask whoever manages the key.
            """, transition: outgoing.transition)
    }

    /// - Throws: `conflict` that names the keys which are in rotation, the first hundred by their ids.
    public static func requireNone(underWayIn keys: [APIKey], now: Instant) throws(AdminError) {
        let busy = keys.filter { $0.secrets.rotation(at: now) != nil }
        guard let first = busy.first, let outgoing = first.secrets.rotation(at: now) else { return }
        throw AdminError(
            .conflict,
            """
            \(busy.count) of the \(keys.count) keys are in rotation, such as “\(first.name.text)” since \
            \(outgoing.beganAt.rfc3339), until \(outgoing.endsAt.rfc3339), and none was rotated. Complete those, wait, or \
            send "force": true, which ends their old secrets at once.
            """, dependents: busy.prefix(100).map(\.id.text), transition: outgoing.transition)
    }
}
