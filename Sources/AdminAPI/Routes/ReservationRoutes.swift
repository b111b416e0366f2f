import Admission
import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST | /v1/reservations | usage.report |
/// | GET | /v1/reservations, …/{reservationId} | policies.read |
/// | POST | …/{reservationId}/settle, …/release, …/extend | usage.report |
/// | POST | /v1/usage | usage.report |
struct ReservationRoutes: Sendable {
    let service: AdminService
    let metrics: MetricsRegistry

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateReservationBody.self)
        let decision = try await service.createReservation(body, call)
        metrics.count(decision)
        if let denial = decision.limits?.denial {
            return LimitRefusal.reply(denial, decision, requestID: request.context.requestID)
        }
        guard let limits = decision.limits, let reservation = limits.reservation else {
            throw AdminError(.forbidden, decision.message, param: "key")
        }
        return JSONReply.make(
            encoded: ReservationReply(known: reservation, standings: limits.standings).json(capacity: 2048),
            status: .created, headers: LimitHeaders.fields(limits, at: decision.key.now))
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try request.query("limit", "after", "state", "request_id")
        let page = try request.page(Reservation.self, in: query)
        return ListReply.make(
            try await service.listReservations(
                query["state"], requestID: query["request_id"], page, call), id: { $0.reservation.id.text },
            body: \.body)
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        reply(try await service.getReservation(request.parameter("reservationId"), call))
    }

    func settle(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(SettleBody.self)
        return reply(try await service.settleReservation(request.parameter("reservationId"), body, call))
    }

    func release(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return reply(try await service.releaseReservation(request.parameter("reservationId"), call))
    }

    func extend(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(ExtendReservationBody.self)
        return reply(try await service.extendReservation(request.parameter("reservationId"), body, call))
    }

    private func reply(_ known: KnownReservation) -> RouteReply {
        JSONReply.make(encoded: ReservationReply(known: known).json(capacity: 1024))
    }

    func record(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let recorded = try await service.recordUsage(try await request.body(RecordUsageBody.self), call)
        let bodies = recorded.compactMap { recorded in
            recorded.entry?.body.map { entry in
                var body = entry
                body.repeated = recorded.isRepeated
                return body
            }
        }
        return JSONReply.make(
            ListBody(data: bodies, hasMore: false, firstID: bodies.first?.id, lastID: bodies.last?.id))
    }
}
