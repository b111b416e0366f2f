import Domain
import Hummingbird
import Storage
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/oauth/clients | clients.write, clients.read |
/// | GET, PATCH, DELETE | /v1/oauth/clients/{clientId} | clients.read, clients.write |
/// | POST | /v1/oauth/clients/{clientId}/secrets/rotate | clients.write |
struct ClientRoutes: Sendable {
    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateClientBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createClient(body, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now()), status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let (search, page) = try NameSearch.asked(of: request, OAuthClient.self)
        let now = service.time.now()
        let found = try await service.listClients(search, page, call)
        return ListReply.counted(found, id: \.id.text) { $0.body(at: now) }
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let client = try await service.getClient(request.parameter("clientId"), call)
        return JSONReply.make(client.body(at: service.time.now()))
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateClientBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateClient(request.parameter("clientId"), body, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now()))
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        try await service.deleteClient(request.parameter("clientId"), call)
        return JSONReply.noContent
    }

    func rotateSecret(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(RotateBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.rotateClientSecret(request.parameter("clientId"), body, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now()))
        }
    }
}

extension OAuthClient {
    /// - Parameter text: the secret where this is the one reply that shows it; otherwise the masked form stands.
    func body(at now: Instant, showing text: String? = nil) -> OAuthClientBody {
        OAuthClientBody(
            clientID: id.text, organizationID: organizationID?.text, name: name.text, userID: userID?.text,
            scopes: scopes.sorted().map(\.rawValue), enabled: isEnabled, clientSecret: text ?? secrets.current.masked,
            rotation: secrets.rotationBody(at: now), createdAt: createdAt.rfc3339, updatedAt: updatedAt.rfc3339)
    }
}

extension ClientWithSecret {
    func body(at now: Instant) -> OAuthClientBody { client.body(at: now, showing: secret.revealSecret()) }

    /// What `admind init` prints.
    public var credential: RootCredentialBody {
        RootCredentialBody(
            clientID: client.id.text, clientSecret: secret.revealSecret(),
            scopes: client.scopes.sorted().map(\.rawValue))
    }
}
