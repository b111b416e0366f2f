import AdminClient
import Foundation

/// Finds the id of what a person named: by a whole id, a slug or address, a name, or the beginning of an id. The server
/// searches, where it can: a list of thousands is not read for one of them.
enum Reference {
    /// Shorter beginnings are rather the beginnings of names.
    private static let shortestPrefix = 4
    /// How many candidates an error names.
    private static let mostCandidates = 10

    /// A whole id is taken as it is, without a call; anything else is looked for, page by page.
    /// - Throws: `Failure` of status not found, or of status usage where several fit, with what they are.
    static func resolve<Item: Referable>(_ text: String, in pages: consuming Pages<Item>) throws -> String {
        if UUID(uuidString: text) != nil { return text.lowercased() }
        let lowercased = text.lowercased()
        var named = Candidates<Item>()
        var begun = Candidates<Item>()
        while let page = try pages.next() {
            for item in page.items {
                if item.uniqueNames.contains(where: { $0 == text || $0 == lowercased }) { return item.identity }
                if item.givenName == text { named.add(item) }
                if text.count >= shortestPrefix, item.identity.hasPrefix(lowercased) { begun.add(item) }
            }
        }
        return try (named.count > 0 ? named : begun).only(text)
    }

    private struct Candidates<Item: Referable> {
        private var kept: [(id: String, name: String)] = []
        private(set) var count = 0

        mutating func add(_ item: Item) {
            count += 1
            if kept.count < mostCandidates { kept.append((item.identity, item.givenName)) }
        }

        func only(_ text: String) throws -> String {
            guard let first = kept.first else {
                throw Failure(
                    .notFound, "not found: no \(Item.singular) has the name or the beginning of an id “\(text)”.")
            }
            guard count > 1 else { return first.id }
            let lines = kept.map { "\n  \($0.id)  \($0.name)" }.joined()
            let more = count > kept.count ? "\n  … and \(count - kept.count) more" : ""
            throw Failure(.usage, "“\(text)” fits \(count) \(Item.plural). Use more of an id:" + lines + more)
        }
    }
}

extension Session {
    func organizationID(_ text: String) throws -> String {
        try Reference.resolve(text, in: client.organizations(pageSize: ListOptions.longestPage))
    }

    func teamID(_ text: String) throws -> String {
        try Reference.resolve(text, in: client.teams(NameFilter(search: text), pageSize: ListOptions.longestPage))
    }

    func userID(_ text: String) throws -> String {
        try Reference.resolve(text, in: client.users(NameFilter(search: text), pageSize: ListOptions.longestPage))
    }

    func oauthClientID(_ text: String) throws -> String {
        try Reference.resolve(text, in: client.clients(NameFilter(search: text), pageSize: ListOptions.longestPage))
    }

    func modelID(_ text: String) throws -> String {
        try Reference.resolve(text, in: client.models(pageSize: ListOptions.longestPage))
    }

    func keyID(_ text: String, of owner: KeyOwner) throws -> String {
        guard case .team(let team) = owner else {
            return try Reference.resolve(text, in: client.keys(of: owner, pageSize: ListOptions.longestPage))
        }
        var filter = KeyFilter()
        (filter.owner, filter.search) = (team, text)
        return try Reference.resolve(text, in: client.foundKeys(filter, pageSize: ListOptions.longestPage))
    }
}
