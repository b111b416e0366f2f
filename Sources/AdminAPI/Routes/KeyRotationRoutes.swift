import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | GET | …/{keyId}/rotation | keys.read |
/// | POST | …/{keyId}/rotation/complete, /extend, /rollback | keys.write |
struct KeyRotationRoutes: Sendable {
    let keys: KeyRoutes

    private var service: AdminService { keys.service }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let secrets = try await service.keyRotation(request.parameter("keyId"), of: keys.owner(request), call)
        return JSONReply.make(secrets.body(at: service.time.now()))
    }

    func complete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return try await step(.complete, call, request)
    }

    func extend(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(ExtendRotationBody.self)
        return try await step(.extend(body), call, request)
    }

    func rollBack(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return try await step(.rollBack, call, request)
    }

    private func step(
        _ step: RotationStep, _ call: ManagementCall, _ request: RouteRequest
    ) async throws(AdminError) -> RouteReply {
        try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.stepKeyRotation(request.parameter("keyId"), of: keys.owner(request), step, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now()))
        }
    }
}

/// | method | path | scope |
/// |---|---|---|
/// | GET | /v1/oauth/clients/{clientId}/secrets/rotation | clients.read |
/// | POST | /v1/oauth/clients/{clientId}/secrets/rotation/complete, /extend, /rollback | clients.write |
struct ClientRotationRoutes: Sendable {
    let service: AdminService

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let secrets = try await service.clientRotation(request.parameter("clientId"), call)
        return JSONReply.make(secrets.body(at: service.time.now()))
    }

    func complete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return try await step(.complete, call, request)
    }

    func extend(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(ExtendRotationBody.self)
        return try await step(.extend(body), call, request)
    }

    func rollBack(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return try await step(.rollBack, call, request)
    }

    private func step(
        _ step: RotationStep, _ call: ManagementCall, _ request: RouteRequest
    ) async throws(AdminError) -> RouteReply {
        try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.stepClientRotation(request.parameter("clientId"), step, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now()))
        }
    }
}

extension LiveSecrets {
    func body(at now: Instant) -> RotationBody {
        let outgoing = rotation(at: now)
        return RotationBody(
            inTransition: outgoing != nil, beganAt: outgoing?.beganAt.rfc3339, endsAt: outgoing?.endsAt.rfc3339,
            startedBy: outgoing?.startedBy,
            secrets: [current.body("current")] + [outgoing?.secret.body("outgoing")].compactMap { $0 })
    }
}

extension StoredSecret {
    fileprivate func body(_ state: String) -> RotationSecretBody {
        RotationSecretBody(
            secret: masked, state: state, createdAt: createdAt.rfc3339, lastUsedAt: lastUse?.at.rfc3339,
            lastUsedAddress: lastUse?.address, lastUsedUserAgent: lastUse?.userAgent)
    }
}
