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
}
