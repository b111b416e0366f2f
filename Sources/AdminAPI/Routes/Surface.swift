import Wire

/// A part of the API that a listener can serve by itself. What belongs to none of a listener's surfaces does not exist
/// there.
public enum Surface: String, CaseIterable, Sendable {
    /// What people and their tools do with tenants, keys and clients.
    case management
    /// What gateways and holders of keys ask.
    case verify
    case metrics
}

extension Endpoint {
    /// Follows from what a caller has to show, so that a new operation is never in the wrong place by oversight. A
    /// listener with no other purpose still says whether it is alive.
    var surfaces: Set<Surface> {
        switch access {
        case .clientCredential: [.management, .verify]
        case .apiKey, .scope(.keysVerify), .scope(.usageReport): [.verify]
        // A gateway's callers ask with their keys, and tools with their tokens.
        case .apiKeyOrScope: [.management, .verify]
        case .scope: [.management]
        case .open: openSurfaces
        }
    }

    private var openSurfaces: Set<Surface> {
        switch self {
        case .health, .readiness: Set(Surface.allCases)
        case .metrics: [.metrics]
        // Tokens are to be had on both.
        case .serverMetadata: [.management, .verify]
        default: [.management]
        }
    }
}
