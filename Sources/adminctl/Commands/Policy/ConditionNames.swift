import AdminClient
import Foundation
import Wire

/// The ids of what a file's conditions name otherwise: teams and organizations by slug, users by address.
struct ConditionNames {
    private static let aliases = [
        "workspace_id": "team_id", "organisation_id": "organization_id", "api_key_id": "api_key",
    ]

    /// By the key of a condition, and then by name.
    private let ids: [String: [String: String]]

    /// Asks the server for the kinds of names that there are, and for no others.
    init(_ client: KeyholdClient, in set: PolicySet) {
        let wishes: [any CreatePolicyBody] = set.rateLimits + set.usageLimits
        let page = ListOptions.longestPage
        var ids: [String: [String: String]] = [:]
        // Who may not read them sees a change announced that turns out to be none.
        for key in Set(wishes.flatMap(Self.namingKeys)) {
            switch key {
            case "team_id": ids[key] = try? Self.map(client.teams(pageSize: page).all(), \.slug, \.id)
            case "user_id": ids[key] = try? Self.map(client.users(pageSize: page).all(), \.email, \.id)
            case "organization_id": ids[key] = try? Self.map(client.organizations(pageSize: page).all(), \.slug, \.id)
            default: break
            }
        }
        self.ids = ids
    }

    static func key(_ key: String) -> String { aliases[key] ?? key }

    /// What the file says of a policy, as the server writes it.
    func conditions(_ wish: some CreatePolicyBody) -> [PolicyConditionBody] {
        Self.wished(wish).map { condition in
            let key = Self.key(condition.key)
            func plain(_ values: OneOrMany?) -> OneOrMany? {
                values.map { OneOrMany($0.all.map { ids[key]?[$0.lowercased()] ?? $0 }) }
            }
            return PolicyConditionBody(key: key, value: plain(condition.value), excludes: plain(condition.excludes))
        }
    }

    private static func wished(_ wish: some CreatePolicyBody) -> [PolicyConditionBody] {
        guard let team = wish.teamID ?? wish.workspaceID else { return wish.conditions }
        return wish.conditions + [PolicyConditionBody(key: "team_id", value: OneOrMany([team]))]
    }

    /// The keys of conditions that hold a name in place of an id.
    private static func namingKeys(_ wish: any CreatePolicyBody) -> [String] {
        wished(wish).filter { condition in
            (condition.value ?? condition.excludes)?.all.contains { $0 != "*" && UUID(uuidString: $0) == nil } == true
        }.map { key($0.key) }
    }

    private static func map<Item>(
        _ items: [Item], _ name: (Item) -> String, _ id: (Item) -> String
    ) -> [String: String] {
        Dictionary(items.map { (name($0).lowercased(), id($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
