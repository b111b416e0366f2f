import Admission
import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// Holds what a call may use, on disk when this returns.
    func createReservation(
        _ body: CreateReservationBody, _ call: ManagementCall
    ) async throws(AdminError) -> CallDecision {
        let query = try AdmissionInput.query(body)
        return try await admit(query, visibleTo: try visibleTenant(call))
    }

    func getReservation(_ id: String, _ call: ManagementCall) async throws(AdminError) -> KnownReservation {
        let organization = try memoryTenant(call)
        guard let id = ReservationID(id), let known = try await limits.find(id, in: organization) else {
            throw .missing("reservation")
        }
        return known
    }

    func listReservations(
        _ state: String?, requestID: String?, _ page: PageRequest<Reservation>, _ call: ManagementCall
    ) async throws(AdminError) -> Page<KnownReservation> {
        let state = try state.map { text throws(AdminError) in
            try choice(text, "state", as: Reservation.State.self)
        }
        let organization = try memoryTenant(call)
        guard let requestID = try AdmissionInput.requestID(requestID) else {
            let found = try await limits.list(state, in: organization, page)
            noteDamage(of: found)
            return found
        }
        let ids = try await database.read { transaction throws(AdminError) in
            try transaction.reservations.ids(ofRequest: requestID, in: organization, after: page.after)
        }
        var (items, damaged) = ([KnownReservation](), [String]())
        for id in ids where items.count <= page.limit {
            do throws(AdminError) {
                guard let known = try await limits.find(id, in: organization) else { continue }
                if state == nil || known.reservation.state == state { items.append(known) }
            } catch  where error.code == .internalError {
                damaged.append(error.detail ?? error.message)
            }
        }
        let found = Page(overread: items, limit: page.limit, damaged: damaged)
        noteDamage(of: found)
        return found
    }

    func settleReservation(
        _ id: String, _ body: SettleBody, _ call: ManagementCall
    ) async throws(AdminError) -> KnownReservation {
        let named = try AdmissionInput.model(body.model)
        let use = try AdmissionInput.use(body)
        let organization = try memoryTenant(call)
        guard let id = ReservationID(id), let model = try await pinnedModel(of: id, named: named, in: organization)
        else { throw .missing("reservation") }
        return try await limits.settle(id, in: organization, use.settlement(by: model))
    }

    /// The same without waiting, for what memory knows all of: where there is a ticket, nobody may be told before it is
    /// resolved.
    ///
    /// - Returns: `nil` for a reservation or a model that only the disk may know; nothing has happened then.
    func settleReservationNow(
        _ id: ReservationID, _ body: SettleBody, _ call: ManagementCall
    ) throws(AdminError) -> Ended? {
        let named = try AdmissionInput.model(body.model)
        let use = try AdmissionInput.use(body)
        let organization = try memoryTenant(call)
        return try limits.settleNow(id, in: organization, named: named, use.settlement(by:))
    }

    func releaseReservation(_ id: String, _ call: ManagementCall) async throws(AdminError) -> KnownReservation {
        guard let id = ReservationID(id) else { throw try missingReservation(call) }
        return try await limits.release(id, in: try memoryTenant(call))
    }

    func extendReservation(
        _ id: String, _ body: ExtendReservationBody, _ call: ManagementCall
    ) async throws(AdminError) -> KnownReservation {
        _ = try ReserveRequest(requestID: nil, ttlSeconds: body.ttlSeconds)
        guard let id = ReservationID(id) else { throw try missingReservation(call) }
        return try await limits.extend(id, in: try memoryTenant(call), ttlSeconds: body.ttlSeconds)
    }

    /// Who names a tenant that is not theirs hears of that first.
    private func missingReservation(_ call: ManagementCall) throws(AdminError) -> AdminError {
        _ = try memoryTenant(call)
        return .missing("reservation")
    }

    /// The tenant, found in memory: settling is as hot as reserving.
    func memoryTenant(_ call: ManagementCall) throws(AdminError) -> OrganizationID {
        guard let organization = try visibleTenant(call) else { throw .tenantIsNeeded }
        return organization
    }
}
