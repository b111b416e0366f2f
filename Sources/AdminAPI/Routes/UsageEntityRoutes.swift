import Admission
import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | GET | /v1/policies/usage-limits/{policyId}/entities | policies.read |
/// | PUT | …/entities/{entityId}/reset | policies.write |
struct UsageEntityRoutes: Sendable {
    let service: AdminService

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try EntityQuery(request)
        let found = try await service.listUsageEntities(request.parameter("policyId"), query, call)
        let items = found.page.items
        return JSONReply.make(
            PolicyListBody(
                data: items.map { $0.body(found.measure) }, total: Int64(found.page.total),
                hasMore: found.page.hasMore, firstID: items.first?.id.text, lastID: items.last?.id.text))
    }

    func reset(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        let (measure, entity) = try await service.resetUsageEntity(
            request.parameter("entityId"), of: request.parameter("policyId"), call)
        return JSONReply.make(entity.body(measure))
    }
}

extension EntityQuery {
    init(_ request: RouteRequest) throws(AdminError) {
        let query = try request.query(["status", "search", "limit", "after", "page_size", "current_page"])
        status = try query["status"].map { text throws(AdminError) in try choice(text, "status", as: Status.self) }
        search = query["search"].flatMap { $0.isEmpty ? nil : $0 }
        let numbered = try NumberedPage<LimitCounter>(query)
        if let numbered { page = numbered.request } else { page = try request.page(LimitCounter.self, in: query) }
        skipping = numbered?.skipping ?? 0
    }
}

extension LimitEntity {
    func body(_ measure: UsageLimit.Measure) -> UsageEntityBody {
        UsageEntityBody(
            id: id.text, valueKey: group, currentUsage: measure.body(standing.used),
            held: measure.body(standing.held), remaining: measure.body(standing.remaining),
            creditLimit: measure.body(standing.limit), status: status.rawValue,
            nextUsageResetAt: standing.resetAt?.rfc3339)
    }

    func usageBody(_ budget: UsageLimit) -> ValueKeyUsageBody {
        ValueKeyUsageBody(
            currentUsage: budget.measure.body(standing.used), held: budget.measure.body(standing.held),
            status: status.rawValue,
            isThresholdAlertsSent: budget.alertThreshold.map { standing.used >= $0 } ?? false,
            isExhaustedAlertsSent: status == .exhausted)
    }
}
