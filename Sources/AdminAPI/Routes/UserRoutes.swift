import Domain
import Hummingbird
import Storage
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/users | users.write, users.read |
/// | GET, PATCH, DELETE | /v1/users/{userId} | users.read, users.write |
struct UserRoutes: Sendable {
    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateUserBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createUser(body, call)
        } reply: {
            JSONReply.make($0.body, status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let (search, page) = try NameSearch.asked(of: request, User.self)
        return ListReply.counted(try await service.listUsers(search, page, call), id: \.id.text, body: \.body)
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.getUser(request.parameter("userId"), call).body)
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateUserBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateUser(request.parameter("userId"), body, call)
        } reply: {
            JSONReply.make($0.body)
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        try await service.deleteUser(request.parameter("userId"), call)
        return JSONReply.noContent
    }
}

extension User {
    var body: UserBody {
        UserBody(
            id: id.text, organizationID: organizationID.text, email: email.text, name: name.text, role: role.rawValue,
            status: status.rawValue, createdAt: createdAt.rfc3339, updatedAt: updatedAt.rfc3339)
    }
}
