import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/organizations | organizations.write (platform), organizations.read |
/// | GET, PATCH, DELETE | /v1/organizations/{organizationId} | organizations.read, organizations.write |
struct OrganizationRoutes: Sendable {
    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateOrganizationBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createOrganization(body, call)
        } reply: {
            JSONReply.make($0.body, status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let page = try request.page(Organization.self, in: try request.query("limit", "after"))
        let found = try await service.listOrganizations(page, call)
        return ListReply.make(found, id: \.id.text, body: \.body)
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.getOrganization(request.parameter("organizationId"), call).body)
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateOrganizationBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateOrganization(request.parameter("organizationId"), body, call)
        } reply: {
            JSONReply.make($0.body)
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        try await service.deleteOrganization(request.parameter("organizationId"), call)
        return JSONReply.noContent
    }
}

extension Organization {
    var body: OrganizationBody {
        OrganizationBody(
            id: id.text, name: name.text, slug: slug.text, timeZone: timeZone.text, status: status.rawValue,
            keyCeilings: KeyCeilingsReplyBody(
                maxLifetimeSeconds: keyCeilings.maximumLifetimeSeconds,
                maxKeysPerOwner: keyCeilings.maximumKeysPerOwner),
            defaultTeamModels: defaultTeamModels.rawValue, createdAt: createdAt.rfc3339,
            updatedAt: updatedAt.rfc3339)
    }
}
