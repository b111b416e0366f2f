/// What a call is known by, to conditions and groups.
public enum PolicyAttribute: Hashable, Sendable {
    case apiKey, teamID, userID, organizationID, model, provider
    /// A label of the key or of the request; the key's wins, so that a caller cannot talk itself out of a limit.
    case metadata(String)

    /// `nil` for what names none. The other names are those by which the field knows the same things.
    public init?(_ text: String) {
        switch text {
        case "api_key", "api_key_id": self = .apiKey
        case "team_id", "workspace_id": self = .teamID
        case "user_id": self = .userID
        case "organization_id", "organisation_id": self = .organizationID
        case "model": self = .model
        case "provider": self = .provider
        default:
            let name = String(text.dropFirst(Self.metadataPrefix.count))
            guard text.hasPrefix(Self.metadataPrefix), Metadata.isName(name),
                !name.unicodeScalars.contains(where: \.isControl)
            else { return nil }
            self = .metadata(name.normalized)
        }
    }

    /// The one name that it is stored and shown by.
    public var text: String {
        switch self {
        case .apiKey: "api_key"
        case .teamID: "team_id"
        case .userID: "user_id"
        case .organizationID: "organization_id"
        case .model: "model"
        case .provider: "provider"
        case .metadata(let name): Self.metadataPrefix + name
        }
    }

    private static let metadataPrefix = "metadata."
}

/// One condition: the call's attribute is among the values, or is none of them.
public struct PolicyCondition: Hashable, Sendable {
    public enum Match: Hashable, Sendable {
        case anyOf([ValuePattern])
        case noneOf([ValuePattern])

        public var patterns: [ValuePattern] {
            switch self {
            case .anyOf(let patterns), .noneOf(let patterns): patterns
            }
        }

        public var isExclusion: Bool { if case .noneOf = self { true } else { false } }
    }

    public let attribute: PolicyAttribute
    public let match: Match

    public init(_ attribute: PolicyAttribute, _ match: Match) {
        self.attribute = attribute
        self.match = match
    }

    /// An attribute that the call lacks is among no values.
    public func holds(for value: String?) -> Bool {
        let isAmong = value.map { value in match.patterns.contains { $0.matches(value) } } ?? false
        return match.isExclusion ? !isAmong : isAmong
    }
}

/// A value, or a prefix that ends in `*` (`openai/*`); `*` alone is any value at all.
public struct ValuePattern: Hashable, Sendable {
    public static let maximumLength = 512

    public let text: String

    /// `nil` unless it has 1–512 bytes, and `*` at the very end or nowhere.
    public init?(_ text: String) {
        guard (1...Self.maximumLength).contains(text.utf8.count), !text.utf8.dropLast().contains(UInt8(ascii: "*"))
        else { return nil }
        self.text = text.normalized
    }

    /// The one value that it matches; `nil` for a prefix.
    public var exactValue: String? { text.utf8.last == UInt8(ascii: "*") ? nil : text }

    public func matches(_ value: String) -> Bool {
        exactValue.map { $0 == value } ?? value.utf8.starts(with: text.utf8.dropLast())
    }
}
