/// What an access token may do. This is the one table: the token endpoint, the guards, the docs and the OpenAPI document
/// all read it.
public enum Scope: String, CaseIterable, Hashable, Sendable, Comparable {
    /// Everything in the client's tenant; for a client of the platform, everything.
    case all = "*"
    case organizationsRead = "organizations.read"
    case organizationsWrite = "organizations.write"
    case usersRead = "users.read"
    case usersWrite = "users.write"
    case teamsRead = "teams.read"
    case teamsWrite = "teams.write"
    case keysRead = "keys.read"
    case keysWrite = "keys.write"
    case keysVerify = "keys.verify"
    case clientsRead = "clients.read"
    case clientsWrite = "clients.write"
    case modelsRead = "models.read"
    case modelsWrite = "models.write"
    case policiesRead = "policies.read"
    case policiesWrite = "policies.write"
    case usageReport = "usage.report"

    public var summary: String {
        switch self {
        case .all: "Everything in the client's tenant; for a platform client, everything everywhere."
        case .organizationsRead: "Read organizations."
        case .organizationsWrite: "Create, change and delete organizations (a tenant's client: change its own)."
        case .usersRead: "Read users."
        case .usersWrite: "Create, change and delete users."
        case .teamsRead: "Read teams and their members."
        case .teamsWrite: "Create, change and delete teams and their members."
        case .keysRead: "Read API keys; never their secrets."
        case .keysWrite: "Create, change, rotate, regenerate and delete API keys."
        case .keysVerify: "Ask whether an API key is good."
        case .clientsRead: "Read OAuth clients; never their secrets. Introspect every token of the tenant."
        case .clientsWrite: "Create, change, rotate and delete OAuth clients, within the caller's own scopes."
        case .modelsRead: "Read models, their prices and fallbacks, and what teams may use."
        case .modelsWrite: "Create, import, change and delete models, prices, fallbacks and teams' models."
        case .policiesRead: "Read rate limits, budgets, their counters and reservations."
        case .policiesWrite: "Create, change, archive and reset rate limits and budgets."
        case .usageReport: "Reserve for calls, settle and release reservations, and record usage."
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Set<Scope> {
    public func grants(_ scope: Scope) -> Bool { contains(.all) || contains(scope) }

    /// Whether everything that `other` allows is allowed by this set.
    public func covers(_ other: Set<Scope>) -> Bool { contains(.all) || other.isSubset(of: self) }

    /// The form of RFC 6749 §3.3: names in order, a space between.
    public var text: String { sorted().map(\.rawValue).joined(separator: " ") }

    /// `nil` names nothing unknown; otherwise the first word that is no scope is given back.
    public static func parse(_ words: some Sequence<some StringProtocol>) -> Result<Set<Scope>, UnknownScope> {
        var scopes: Set<Scope> = []
        for word in words {
            guard let scope = Scope(rawValue: String(word)) else { return .failure(UnknownScope(word: String(word))) }
            scopes.insert(scope)
        }
        return .success(scopes)
    }
}

public struct UnknownScope: Error, Hashable, Sendable {
    public let word: String
}
