import AdminClient
import Foundation

/// A team as a person names it: by id, by slug, or by its whole name.
enum TeamReference {
    /// The id. An id is taken as it is; a slug or a name is looked for in the list of teams.
    static func resolve(_ text: String, with client: KeyholdClient) throws -> String {
        if UUID(uuidString: text) != nil { return text.lowercased() }
        var named: [String] = []
        var pages = client.teams(pageSize: ListOptions.longestPage)
        while let page = try pages.next() {
            for team in page.items {
                if team.slug == text.lowercased() { return team.id }
                if team.name == text { named.append(team.id) }
            }
        }
        return try only(named, text)
    }

    private static func only(_ ids: [String], _ text: String) throws -> String {
        guard let id = ids.first else {
            throw Failure(.notFound, "not found: no team has the slug or name “\(text)”.")
        }
        guard ids.count == 1 else {
            throw Failure(.failed, "\(ids.count) teams are named “\(text)”. Use an id: \(ids.joined(separator: ", "))")
        }
        return id
    }
}
