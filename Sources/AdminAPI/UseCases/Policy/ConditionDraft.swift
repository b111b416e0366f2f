import Domain
import Policy
import Storage
import Wire

/// A condition as a request states it: what it names by slug or address is still to be looked up.
struct ConditionDraft: Sendable {
    private let param: String
    private let attribute: PolicyAttribute
    private let patterns: [ValuePattern]
    private let isExclusion: Bool

    static func all(_ bodies: [PolicyConditionBody]) throws(AdminError) -> [ConditionDraft] {
        guard (1...LimitRules.maximumConditions).contains(bodies.count) else {
            throw .invalid("conditions", "conditions must have 1 to \(LimitRules.maximumConditions) entries.")
        }
        var drafts: [ConditionDraft] = []
        for (index, body) in bodies.enumerated() {
            drafts.append(try ConditionDraft(body, "conditions[\(index)]"))
        }
        return drafts
    }

    private init(_ body: PolicyConditionBody, _ path: String) throws(AdminError) {
        attribute = try parsedAttribute(body.key, "\(path).key")
        guard let texts = body.value ?? body.excludes, (body.value == nil) != (body.excludes == nil) else {
            throw .invalid("\(path).value", "A condition has either value or excludes.")
        }
        isExclusion = body.value == nil
        param = "\(path).\(isExclusion ? "excludes" : "value")"
        guard (1...LimitRules.maximumValues).contains(texts.all.count) else {
            throw .invalid(param, "\(param) must be a text or a list of 1 to \(LimitRules.maximumValues).")
        }
        var patterns: [ValuePattern] = []
        for text in texts.all {
            let text = try TextRule.text.checked(text, param)
            guard let pattern = ValuePattern(text), !attribute.isID || pattern.exactValue != nil || text == "*" else {
                throw .invalid(param, Self.form(of: attribute))
            }
            patterns.append(pattern)
        }
        self.patterns = patterns
    }

    private static func form(of attribute: PolicyAttribute) -> String {
        attribute.isID
            ? "A value of \(attribute.text) is one id, or * for any."
            : "A value has 1 to \(ValuePattern.maximumLength) bytes; * may stand at its end."
    }

    /// - Throws: `unprocessable` where a value names nothing of the organization.
    func condition(
        in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> PolicyCondition {
        var found: [ValuePattern] = []
        for pattern in patterns { found.append(try resolved(pattern, organization, transaction)) }
        return PolicyCondition(attribute, isExclusion ? .noneOf(found) : .anyOf(found))
    }

    private func resolved(
        _ pattern: ValuePattern, _ organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> ValuePattern {
        guard attribute.isID, pattern.exactValue != nil else { return pattern }
        let id = try attribute.id(named: pattern.text, in: organization, transaction)
        guard let id, let resolved = ValuePattern(id) else {
            throw AdminError(
                .unprocessable, "\(param) names nothing that is in the organization.", param: param)
        }
        return resolved
    }
}

func parsedAttribute(_ text: String, _ param: String) throws(AdminError) -> PolicyAttribute {
    guard let attribute = PolicyAttribute(try TextRule.name.checked(text, param)) else {
        throw .invalid(
            param,
            """
            \(param) must be one of: api_key, team_id (workspace_id), user_id, organization_id (organisation_id), \
            model, provider, metadata.<name>.
            """)
    }
    return attribute
}

extension PolicyAttribute {
    /// Whether its values are ids.
    var isID: Bool {
        switch self {
        case .apiKey, .teamID, .userID, .organizationID: true
        case .model, .provider, .metadata: false
        }
    }

    /// The id of what `text` means: an id, a team's or the organization's slug, a user's address. `nil` where there is
    /// nothing of that name in the organization.
    fileprivate func id(
        named text: String, in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> String? {
        switch self {
        case .apiKey:
            guard let id = APIKeyID(text) else { return nil }
            return try transaction.apiKeys.find(id, in: organization.id)?.id.text
        case .teamID: return try transaction.teams.find(named: text, in: organization.id)?.id.text
        case .userID:
            if let id = UserID(text) { return try transaction.users.find(id, in: organization.id)?.id.text }
            guard let email = EmailAddress(text) else { return nil }
            return try transaction.users.find(email, in: organization.id)?.id.text
        case .organizationID:
            return [organization.id.text, organization.slug.text].contains(text) ? organization.id.text : nil
        case .model, .provider, .metadata: return text
        }
    }
}
