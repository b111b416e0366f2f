import Domain

extension Transaction {
    public var keyOwners: KeyOwnerStore { KeyOwnerStore(transaction: self) }
}

/// Teams and users, as those whom keys belong to.
public struct KeyOwnerStore {
    let transaction: any Transaction

    /// An organization's, deleted ones included, whose name, slug or address has the text in it, in any case of ASCII's
    /// letters.
    public func having(_ text: String, in organization: OrganizationID) throws(AdminError) -> Set<KeyOwner> {
        let values: [SQLValue] = [.id(organization), .text(SearchText(text: text).part)]
        var owners: Set<KeyOwner> = []
        try transaction.forEachRow(SQL.teams, values) { row throws(AdminError) in
            owners.insert(.team(try row.id(0, Team.self)))
        }
        try transaction.forEachRow(SQL.users, values) { row throws(AdminError) in
            owners.insert(.user(try row.id(0, User.self)))
        }
        return owners
    }

    enum SQL {
        static let teams = Statement(having(.teams))
        static let users = Statement(having(.users))

        static let all = [teams, users]

        private static func having(_ table: NamedTable) -> String {
            let texts = table.texts.map { "\($0) LIKE $2 ESCAPE '!'" }.joined(separator: " OR ")
            return """
                SELECT id FROM \(table.rawValue) INDEXED BY \(table.rawValue)_by_organization_name \
                WHERE organization_id = $1 AND (\(texts))
                """
        }
    }
}
