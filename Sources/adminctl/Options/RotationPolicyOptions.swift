import ArgumentParser
import Foundation
import Wire

/// A key's plan for being rotated.
struct RotationPolicyOptions: ParsableArguments {
    @Option(help: .init("Rotate it weekly, monthly, quarterly, or every so many days: 90d.", valueName: "period"))
    var rotate: PeriodArgument?

    @Option(
        help: .init("Rotate it next at 2027-01-01T00:00:00Z, 2027-01-01 (UTC), or 30d from now.", valueName: "when"))
    var rotateAt: ExpiryArgument?

    @Option(help: .init("What becomes of it where nobody rotates it. (default: keep)", valueName: "fate"))
    var onOverdue: OverdueArgument?

    @Option(help: .init("How long after that it is disabled. (default: 7)", valueName: "days"))
    var graceDays: Int64?

    @Option(help: .init("How long before that it is listed as due. (default: 7)", valueName: "days"))
    var announceDays: Int64?

    mutating func validate() throws {
        for (name, days) in [("--grace-days", graceDays), ("--announce-days", announceDays)] {
            guard (0...90).contains(days ?? 0) else { throw ValidationError("\(name) is 0 to 90.") }
        }
        let isDetailed = onOverdue != nil || graceDays != nil || announceDays != nil
        guard !isDetailed || isGiven else {
            throw ValidationError("Say when with --rotate <period> or --rotate-at <when>.")
        }
    }

    var isGiven: Bool { rotate != nil || rotateAt != nil }

    /// Nil where none was given.
    func body(now: Date) -> RotationPolicyBody? {
        guard isGiven else { return nil }
        var body = RotationPolicyBody(
            nextRotationAt: rotateAt?.instant(now: now), announceDays: announceDays, onOverdue: onOverdue?.rawValue,
            graceDays: graceDays)
        switch rotate {
        case .named(let period)?: body.rotationPeriod = period
        case .days(let days)?: body.rotationPeriodDays = days
        case nil: break
        }
        return body
    }
}
