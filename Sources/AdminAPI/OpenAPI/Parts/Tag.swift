/// The nouns by which the operations are grouped.
enum Tag: String, CaseIterable, Sendable {
    case organizations = "Organizations"
    case users = "Users"
    case teams = "Teams"
    case teamMembers = "Team members"
    case teamKeys = "Team API keys"
    case userKeys = "User API keys"
    case ownKey = "Own API key"
    case verification = "Verification"
    case leaks = "Leaks and due rotations"
    case clients = "OAuth clients"
    case models = "Models"
    case teamModels = "Team models"
    case usableModels = "Usable models"
    case tokens = "OAuth 2.0"
    case operations = "Operations"

    static var list: DocumentValue {
        .array(allCases.map { ["name": .string($0.rawValue), "description": .string($0.description)] })
    }

    /// Whether a client of the platform may leave the tenant out, and then means the platform, or everything.
    var mayLeaveTenantOut: Bool { [.clients, .verification, .leaks, .models].contains(self) }

    /// Whether an operation of the group works in a tenant that the caller may name.
    var isTenantOwned: Bool {
        switch self {
        case .users, .teams, .teamMembers, .teamKeys, .userKeys, .clients, .verification, .leaks, .models, .teamModels:
            true
        case .organizations, .ownKey, .usableModels, .tokens, .operations: false
        }
    }

    var description: String {
        switch self {
        case .organizations: "The tenants. Only the platform creates, disables and deletes them."
        case .users: "The people of an organization."
        case .teams: "The groups of an organization."
        case .teamMembers: "Who is in a team, and as what."
        case .teamKeys: "The API keys that a team owns."
        case .userKeys: "The API keys of the user that the calling client is bound to; a client bound to none gets 404."
        case .ownKey: "What the holder of an API key may do with it."
        case .verification: "What a gateway asks for every call it is sent."
        case .leaks: "Secrets that turned up somewhere, and keys that are to be rotated."
        case .clients: "The tools that use this API. Nobody hands out a scope that they do not hold."
        case .models: "The catalogue: what callers name, what it means upstream, what it costs."
        case .teamModels: "Which models the teams of an organization may use."
        case .usableModels: "What the caller may use, in the shape of the OpenAI API."
        case .tokens: "Access tokens: RFC 6749, RFC 7009, RFC 7662, RFC 8414."
        case .operations: "For whoever runs the daemon. Open to anybody who reaches the port."
        }
    }
}
