import Domain
import Wire

extension Change {
    /// The value to set, for a field that always has one.
    func value(of param: String) throws(AdminError) -> Value? {
        switch self {
        case .keep: nil
        case .set(let value): value
        case .clear: throw .invalid(param, "\(param) must not be null.")
        }
    }
}

/// Reads one of a few words, such as a role.
func choice<Value: RawRepresentable & CaseIterable>(
    _ text: String, _ param: String, as type: Value.Type
) throws(AdminError) -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: text) else {
        let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalid(param, "\(param) must be one of: \(words).")
    }
    return value
}

/// Reads an instant (RFC 3339).
func parsedInstant(_ text: String, _ param: String) throws(AdminError) -> Instant {
    guard let instant = Instant(rfc3339: text) else {
        throw .invalid(param, "\(param) must be an RFC 3339 date and time such as 2027-01-31T09:30:00Z.")
    }
    return instant
}

func parsedSlug(_ text: String) throws(AdminError) -> Slug {
    guard let slug = Slug(text) else {
        throw .invalid(
            "slug", "slug must have 1 to 63 letters a-z, digits and hyphens, and begin and end with a letter or digit.")
    }
    return slug
}

/// The slug that was given, or the one that the name suggests.
func slug(_ text: String?, orFrom name: DisplayName) throws(AdminError) -> Slug {
    if let text { return try parsedSlug(text) }
    guard let slug = Slug(derivedFrom: name.text) else {
        throw .invalid("slug", "No slug can be made from this name; give one.")
    }
    return slug
}
