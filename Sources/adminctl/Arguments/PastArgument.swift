import ArgumentParser
import Foundation

/// A time that has been: an instant (`2026-11-01T09:30:00Z`), a day (`2026-11-01`, its first moment in UTC), or a span back
/// from now (`36h`).
struct PastArgument: ExpressibleByArgument, Equatable {
    private let expiry: ExpiryArgument

    init?(argument: String) {
        guard let expiry = ExpiryArgument(argument: argument) else { return nil }
        self.expiry = expiry
    }

    /// RFC 3339.
    func instant(now: Date) -> String {
        switch expiry {
        case .at(let instant): instant
        case .after(let span): Timestamp.text(now.addingTimeInterval(-Double(span.seconds)))
        }
    }
}
