import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/management/models | models.write, models.read |
/// | GET, PATCH, DELETE | …/{model} | models.read, models.write |
/// | GET | …/{model}/prices | models.read |
/// | POST | /v1/management/models/import | models.write |
struct ModelRoutes: Sendable {
    /// What is to become of an import with rows that are wrong.
    enum InvalidRows: String, CaseIterable { case refuse, skip }

    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateModelBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createModel(body, call)
        } reply: {
            JSONReply.make($0.body, status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let page = try request.page(Model.self, in: try request.query("limit", "after"))
        return ListReply.make(try await service.listModels(page, call), id: \.model.id.text, body: \.body)
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.getModel(request.model, call).body)
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateModelBody.self)
        let isForced = try request.flag("force", in: try request.query("force"))
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateModel(request.model, body, force: isForced, call)
        } reply: {
            var reply = $0.model.body
            reply.removedFromFallbacks = $0.takenOut.isEmpty ? nil : $0.takenOut.map(\.listBody)
            return JSONReply.make(reply)
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let (model, takenOut) = try await service.deleteModel(
            request.model, force: try request.flag("force", in: try request.query("force")), call)
        guard !takenOut.isEmpty else { return JSONReply.noContent }
        return JSONReply.make(
            ModelDeletionBody(id: model.id.text, removedFromFallbacks: takenOut.map(\.listBody)))
    }

    func importRows(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try request.query("dry_run", "invalid", "skip_invalid", "diff")
        let isDryRun = try request.flag("dry_run", in: query)
        let isDiff = try request.flag("diff", in: query)
        guard isDryRun || !isDiff else {
            throw .invalid("diff", "diff shows what a dry run would change; give dry_run=true with it.")
        }
        let isNamed = try query["invalid"].map(skips) ?? false
        let isSkipping = try request.flag("skip_invalid", in: query) || isNamed
        let body = try await request.collect()
        try request.requireMediaType("application/json")
        // Reading, fingerprinting and checking megabytes takes a while, and every connection of the event loop would wait.
        return try await withTaskExecutorPreference(BackgroundExecutor.shared) {
            () async throws(AdminError) -> RouteReply in
            let (rows, problems) = ImportRow.sorted(try ImportReader.rows(body))
            guard problems.isEmpty || isSkipping else { throw .badRows(problems, passing: rows.count) }
            return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
                try await service.importModels(
                    rows, dryRun: isDryRun, diff: isDiff, skipping: isSkipping, call)
            } reply: {
                JSONReply.make($0.body(skipping: problems))
            }
        }
    }

    /// Whether rows that are wrong are left out, or keep all others out.
    private func skips(_ text: String) throws(AdminError) -> Bool {
        try choice(text, "invalid", as: InvalidRows.self) == .skip
    }

    /// Pages go by version.
    func prices(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try request.query("limit", "after")
        let limit = try request.page(Model.self, in: query.filter { $0.key == "limit" }).limit
        let after = try query["after"].map { text throws(AdminError) in
            guard let version = Int64(text), version >= 0 else {
                throw .invalid("after", "after must be the last version of the page before.")
            }
            return version
        }
        let found = try await service.listModelPrices(of: request.model, after: after ?? 0, limit: limit, call)
        return ListReply.make(found, id: { String($0.version) }, body: \.body)
    }
}

/// | method | path | scope |
/// |---|---|---|
/// | GET, PUT | /v1/teams/{teamId}/models | models.read, models.write |
struct TeamModelRoutes: Sendable {
    let service: AdminService

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.getTeamModels(ofTeam: request.parameter("teamId"), call).body)
    }

    func set(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(SetTeamModelsBody.self)
        return JSONReply.make(
            try await service.setTeamModels(ofTeam: request.parameter("teamId"), body, call).body)
    }
}

extension TeamModels {
    var body: TeamModelsBody {
        TeamModelsBody(teamID: teamID.text, mode: mode.rawValue, models: models.map(\.text))
    }
}
