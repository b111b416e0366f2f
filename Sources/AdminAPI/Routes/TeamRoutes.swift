import Domain
import Hummingbird
import Storage
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/teams | teams.write, teams.read |
/// | GET, PATCH, DELETE | /v1/teams/{teamId} | teams.read, teams.write |
struct TeamRoutes: Sendable {
    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateTeamBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createTeam(body, call)
        } reply: {
            JSONReply.make($0.body, status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let (search, page) = try NameSearch.asked(of: request, Team.self)
        return ListReply.counted(try await service.listTeams(search, page, call), id: \.id.text, body: \.body)
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.getTeam(request.parameter("teamId"), call).body)
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateTeamBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateTeam(request.parameter("teamId"), body, call)
        } reply: {
            JSONReply.make($0.body)
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        try await service.deleteTeam(request.parameter("teamId"), call)
        return JSONReply.noContent
    }
}

/// | method | path | scope |
/// |---|---|---|
/// | GET | /v1/teams/{teamId}/members | teams.read |
/// | POST, GET, PATCH, DELETE | /v1/teams/{teamId}/members/{userId} | teams.write, teams.read |
struct TeamMemberRoutes: Sendable {
    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateTeamMemberBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createTeamMember(
                team: request.parameter("teamId"), user: request.parameter("userId"), body, call)
        } reply: {
            JSONReply.make($0.body, status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let page = try request.page(User.self, in: try request.query("limit", "after"))
        let found = try await service.listTeamMembers(team: request.parameter("teamId"), page, call)
        return ListReply.make(found, id: \.userID.text, body: \.body)
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let member = try await service.getTeamMember(
            team: request.parameter("teamId"), user: request.parameter("userId"), call)
        return JSONReply.make(member.body)
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateTeamMemberBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateTeamMember(
                team: request.parameter("teamId"), user: request.parameter("userId"), body, call)
        } reply: {
            JSONReply.make($0.body)
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        try await service.deleteTeamMember(
            team: request.parameter("teamId"), user: request.parameter("userId"), call)
        return JSONReply.noContent
    }
}

extension Team {
    var body: TeamBody {
        TeamBody(
            id: id.text, organizationID: organizationID.text, name: name.text, slug: slug.text,
            description: description, metadata: metadata.entries, createdAt: createdAt.rfc3339,
            updatedAt: updatedAt.rfc3339)
    }
}

extension TeamMember {
    var body: TeamMemberBody {
        TeamMemberBody(
            teamID: teamID.text, userID: userID.text, role: role.rawValue, createdAt: createdAt.rfc3339,
            updatedAt: updatedAt.rfc3339)
    }
}
