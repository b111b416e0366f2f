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
        guard text == "UTC" || Self.known.contains(text) || Self.isLinked(text) else { return nil }
        self.text = text
    }

    /// Of names that mean the same zone the list has only one, not always today's: `Asia/Calcutta`, not `Asia/Kolkata`.
    private static func isLinked(_ text: String) -> Bool {
        text.contains("/") && text.utf8.allSatisfy(isOfNames) && TimeZone(identifier: text)?.identifier == text
    }

    private static func isOfNames(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }

    private static let known = Set(TimeZone.knownTimeZoneIdentifiers)
}
