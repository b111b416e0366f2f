import Wire

/// What a person may name otherwise than by its whole id.
protocol Referable: Presentable, Sendable {
    /// What one of them is called: `team`.
    static var singular: String { get }
    /// Names that no other has: the first match settles it.
    var uniqueNames: [String] { get }
    /// What people call it; two may share it.
    var givenName: String { get }
}

extension OrganizationBody: Referable {
    static var singular: String { "organization" }
    var uniqueNames: [String] { [slug] }
    var givenName: String { name }
}

extension TeamBody: Referable {
    static var singular: String { "team" }
    var uniqueNames: [String] { [slug] }
    var givenName: String { name }
}

extension UserBody: Referable {
    static var singular: String { "user" }
    var uniqueNames: [String] { [email.lowercased()] }
    var givenName: String { name }
}

extension APIKeyBody: Referable {
    static var singular: String { "key" }
    // Unique among the keys of an owner that are not removed, but only of those.
    var uniqueNames: [String] { [] }
    var givenName: String { name }
}

extension ModelBody: Referable {
    static var singular: String { "model" }
    var uniqueNames: [String] { [name] }
    var givenName: String { name }
}

extension OAuthClientBody: Referable {
    static var singular: String { "client" }
    var uniqueNames: [String] { [clientID] }
    var givenName: String { name }
}
