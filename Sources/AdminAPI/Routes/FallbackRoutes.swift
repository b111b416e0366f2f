import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | GET, POST, PATCH, DELETE | /v1/management/models/{model}/fallbacks | models.read, models.write |
/// | GET, POST, PATCH, DELETE | /v1/teams/{teamId}/models/{model}/fallbacks | models.read, models.write |
struct FallbackRoutes: Sendable {
    let service: AdminService
    /// The one that creates, so that a repeated request is known by it: the team's or the organization's.
    let creation: Endpoint

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.getFallbacks(of: request.model, team: team(request), call).body)
    }

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(SetModelFallbacksBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createFallbacks(of: request.model, team: team(request), body, call)
        } reply: {
            JSONReply.make($0.body, status: .created)
        }
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(SetModelFallbacksBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateFallbacks(of: request.model, team: team(request), body, call)
        } reply: {
            JSONReply.make($0.body)
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        try await service.deleteFallbacks(of: request.model, team: team(request), call)
        return JSONReply.noContent
    }

    private func team(_ request: RouteRequest) -> String? {
        creation == .createTeamFallbacks ? request.parameter("teamId") : nil
    }
}

/// | method | path | scope |
/// |---|---|---|
/// | GET | /v1/management/models/{model}/resolution | models.read |
struct ResolutionRoutes: Sendable {
    let service: AdminService

    func resolve(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let team = try request.query("team_id")["team_id"]
        return JSONReply.make(try await service.resolveModel(request.model, team: team, call).body)
    }
}

extension ModelFallbacks {
    var body: ModelFallbacksBody {
        ModelFallbacksBody(
            id: modelID.text, fallbackIDs: fallbackIDs.map(\.text), createdAt: createdAt.rfc3339,
            updatedAt: updatedAt.rfc3339)
    }
}

extension ModelFallbacks {
    /// By whose it is, without what is in it.
    var listBody: FallbackListBody { FallbackListBody(id: modelID.text, teamID: teamID?.text) }
}

extension ModelResolution {
    var body: ModelResolutionBody {
        ModelResolutionBody(teamID: teamID?.text, model: asked.body, fallbacks: fallbacks.map(\.body))
    }
}

extension ResolvedModel {
    var body: ResolvedModelBody {
        ResolvedModelBody(
            id: model.id.text, name: model.name.text, provider: model.provider, depth: step?.depth ?? 0,
            via: step?.via.text, teamList: isOfTeam, usable: isUsable,
            warnings: warnings.map { ResolutionWarningBody(code: $0.code.rawValue, message: $0.message) })
    }
}
