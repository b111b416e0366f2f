import Admission
import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | GET | /v1/usage, /v1/usage/{usageId} | policies.read |
/// | POST | …/{usageId}/correct, /v1/usage/reprice | policies.write |
struct UsageRoutes: Sendable {
    let service: AdminService

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try UsageListQuery(request)
        let (page, totals) = try await service.listUsage(query, call)
        return UsageListReply.make(page, totals, query, path: service.settings.linkBase + request.endpoint.path)
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let chain = try await service.getUsage(request.parameter("usageId"), call)
        guard var body = chain.entry.body else { throw .missing("usage") }
        if chain.entry.kind != .correction {
            body.net = chain.netBody
            body.corrections = chain.corrections.compactMap(\.body)
        }
        return JSONReply.make(body)
    }

    func reprice(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let done = try await service.repriceUsage(try await request.body(RepriceUsageBody.self), call)
        return JSONReply.make(
            UsageRepricingBody(
                dryRun: done.isDryRun, examined: done.examined, repriced: done.repriced, unpriced: done.unpriced,
                cost: NanoDollars(done.cost).body, hasMore: done.hasMore, lastID: done.last?.text))
    }

    func correct(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CorrectUsageBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.correctUsage(request.parameter("usageId"), body, call)
        } reply: { corrected in
            var body = corrected.entry.body
            body?.net = corrected.chain.netBody
            body?.repeated = corrected.isRepeated ? true : nil
            return JSONReply.make(body, status: corrected.isRepeated ? .ok : .created)
        }
    }
}

extension UsageChain {
    fileprivate var netBody: NetUsageBody? { usage.map { NetUsageBody(usage: $0.body, cost: cost?.body) } }
}
