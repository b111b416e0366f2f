import Admission
import Domain
import Storage

/// | method | path | scope |
/// |---|---|---|
/// | GET | /v1/keys | keys.read |
struct KeySearchRoutes: Sendable {
    let service: AdminService

    func search(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try request.query(
            "limit", "after", "search", "status", "owner", "model", "metadata", "used_before", "used_after",
            "expires_before", "expires_after", "sort")
        let page = try request.page(APIKey.self, in: query)
        let found = try await service.searchKeys(try KeySearch(query, of: request), page, call)
        let now = service.time.now()
        return ListReply.counted(found, id: \.id.text) { $0.body(at: now, service) }
    }
}

extension KeySearch {
    fileprivate init(_ query: [String: String], of request: RouteRequest) throws(AdminError) {
        self.init()
        text = try SearchedText.read("search", in: query)
        status = try query["status"].map { text throws(AdminError) in try choice(text, "status", as: Status.self) }
        owner = try query["owner"].map { text throws(AdminError) in
            guard let id = TeamID(text) else { throw .invalid("owner", "owner must be the id of a team or a user.") }
            return id.text
        }
        model = try SearchedText.read("model", in: query)
        metadata = try request.label("metadata", in: query).map { [$0.name: $0.value] } ?? [:]
        usedBefore = try request.instant("used_before", in: query)
        usedAfter = try request.instant("used_after", in: query)
        expiresBefore = try request.instant("expires_before", in: query)
        expiresAfter = try request.instant("expires_after", in: query)
        sort = try query["sort"].map { text throws(AdminError) in try choice(text, "sort", as: Sort.self) } ?? .created
    }
}
