/// One condition: `value` or `excludes`, each one text or several.
public struct PolicyConditionBody: StrictBody, Hashable {
    public var key: String
    /// Any of these.
    public var value: OneOrMany?
    /// None of these.
    public var excludes: OneOrMany?

    public init(key: String, value: OneOrMany? = nil, excludes: OneOrMany? = nil) {
        self.key = key
        self.value = value
        self.excludes = excludes
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case key, value, excludes }
    public static var fields: [String] { names(CodingKeys.self) }
}

public struct PolicyGroupBody: StrictBody, Hashable {
    public var key: String

    public init(key: String) {
        self.key = key
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case key }
    public static var fields: [String] { names(CodingKeys.self) }
}

/// A text, or a list of texts; one is written as itself.
public struct OneOrMany: Codable, Hashable, Sendable {
    public let all: [String]

    public init(_ all: [String]) {
        self.all = all
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(String.self) {
            all = [one]
        } else {
            all = try container.decode([String].self)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if all.count == 1 { try container.encode(all[0]) } else { try container.encode(all) }
    }
}

/// The scope that a policy is created in, in both vocabularies; at most one of each pair.
public protocol PolicyScopeBody {
    var organizationID: String? { get }
    var organisationID: String? { get }
    var teamID: String? { get }
    var workspaceID: String? { get }
}

/// What new policies of both kinds are made of, beside their limit.
public protocol CreatePolicyBody: PolicyScopeBody {
    var name: String? { get }
    var conditions: [PolicyConditionBody] { get }
    var groupBy: [PolicyGroupBody] { get }
    var mode: String? { get }
    var onMissing: String? { get }
}

/// What changes of policies of both kinds may say, beside their limit.
public protocol UpdatePolicyBody {
    var name: Change<String> { get }
    var conditions: Change<[PolicyConditionBody]> { get }
    var mode: Change<String> { get }
    var onMissing: Change<String> { get }
}

/// A list by pages, both ways: `after=<last_id>`, or by number; with the number of all that there are.
public struct PolicyListBody<Item: Codable & Sendable>: Codable, Sendable {
    public var object = "list"
    public let data: [Item]
    public let total: Int64
    public let hasMore: Bool
    public let firstID: Nullable<String>
    public let lastID: Nullable<String>

    public init(data: [Item], total: Int64, hasMore: Bool, firstID: String?, lastID: String?) {
        self.data = data
        self.total = total
        self.hasMore = hasMore
        self.firstID = Nullable(firstID)
        self.lastID = Nullable(lastID)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, data, total
        case hasMore = "has_more"
        case firstID = "first_id"
        case lastID = "last_id"
    }
}
