import Domain
import Storage
import Wire

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
        let (found, total) = try await service.searchKeys(try KeySearch(query, of: request), page, call)
        let now = service.time.now()
        return JSONReply.make(
            KeyPageBody(
                data: found.items.map { $0.body(at: now, service) }, hasMore: found.hasMore,
                firstID: found.items.first?.id.text, lastID: found.items.last?.id.text, total: total))
    }
}

extension KeySearch {
    /// The longest text that is looked for.
    private static let longestText = 255

    fileprivate init(_ query: [String: String], of request: RouteRequest) throws(AdminError) {
        self.init()
        text = try Self.word(query, "search")
        status = try query["status"].map { text throws(AdminError) in try choice(text, "status", as: Status.self) }
        owner = try query["owner"].map { text throws(AdminError) in
            guard let id = TeamID(text) else { throw .invalid("owner", "owner must be the id of a team or a user.") }
            return id.text
        }
        model = try Self.word(query, "model")
        metadata = try request.label("metadata", in: query).map { [$0.name: $0.value] } ?? [:]
        usedBefore = try request.instant("used_before", in: query)
        usedAfter = try request.instant("used_after", in: query)
        expiresBefore = try request.instant("expires_before", in: query)
        expiresAfter = try request.instant("expires_after", in: query)
        sort = try query["sort"].map { text throws(AdminError) in try choice(text, "sort", as: Sort.self) } ?? .created
    }

    /// Nothing at all asks for nothing.
    private static func word(_ query: [String: String], _ name: String) throws(AdminError) -> String? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard text.utf8.count <= longestText else {
            throw .invalid(name, "\(name) must have at most \(longestText) bytes.")
        }
        return try TextRule.name.checked(text, name)
    }
}
