import Foundation

/// The IANA name of a time zone (`Europe/Vilnius`), known to this machine. Budget periods are reckoned in it.
public struct TimeZoneName: Hashable, Sendable {
    public let text: String

    public static let utc = TimeZoneName(known: "UTC")

    private init(known text: String) {
        self.text = text
    }

    /// `nil` unless the zone is in the time-zone database under exactly this name: an abbreviation such as `CET+1` or a
    /// bare offset has no rules for daylight saving.
    public init?(_ text: String) {
        guard text == "UTC" || Self.known.contains(text) else { return nil }
        self.text = text
    }

    private static let known = Set(TimeZone.knownTimeZoneIdentifiers)
}
