import Algorithms
import Domain

/// What a search finds of an organization's keys: a page of their ids, and how many there are.
public struct FoundKeys: Sendable {
    public let ids: [APIKeyID]
    public let hasMore: Bool
    public let total: Int
}

extension KeyDirectory {
    /// The keys of an organization that meet a search, in its order, by their last uses that memory knows. A change is
    /// seen once it is on disk.
    public func search(
        _ search: KeySearch, in organization: OrganizationID, _ page: PageRequest<APIKey>, at now: Instant
    ) -> FoundKeys {
        let list = KeyList(roster: roster(of: organization), search: search, page: page, now: now)
        return switch search.sort {
        case .created, .newest: list.byCreation()
        case .name, .nameDescending: list.by(\.name)
        case .lastUsed, .lastUsedDescending: list.by { $0.lastUsedAt ?? .earliest }
        case .expires, .expiresDescending: list.by { $0.expiresAt ?? .latest }
        }
    }
}

private struct KeyList {
    let roster: KeyRoster
    let search: KeySearch
    let page: PageRequest<APIKey>
    let now: Instant

    func byCreation() -> FoundKeys {
        search.sort.isDescending
            ? byCreation(roster.pieces.lazy.reversed().map { $0.reversed() }) { $0 < $1 }
            : byCreation(roster.pieces) { $0 > $1 }
    }

    private func byCreation(
        _ pieces: some Sequence<some Sequence<KeyEntry>>, isBehind: (APIKeyID, APIKeyID) -> Bool
    ) -> FoundKeys {
        var (ids, total) = ([APIKeyID](), 0)
        forEachMatch(pieces) { key in
            total += 1
            if ids.count <= page.limit, page.after.map({ isBehind(key.id, $0) }) ?? true { ids.append(key.id) }
        }
        return found(ids, total)
    }

    /// What has the same rank goes by id.
    func by<Rank: Comparable>(_ rank: (KeyEntry) -> Rank) -> FoundKeys {
        let isBefore: ((rank: Rank, id: APIKeyID), (rank: Rank, id: APIKeyID)) -> Bool =
            search.sort.isDescending ? { $0 > $1 } : { $0 < $1 }
        let last = page.after.flatMap { roster.find($0) }.map { (rank: rank($0), id: $0.id) }
        // Behind what is not there comes nothing.
        let isEnd = page.after != nil && last == nil
        var (rest, total) = ([(rank: Rank, id: APIKeyID)](), 0)
        forEachMatch(roster.pieces) { key in
            total += 1
            guard !isEnd else { return }
            let place = (rank: rank(key), id: key.id)
            if let last, !isBefore(last, place) { return }
            rest.append(place)
        }
        return found(rest.min(count: page.limit + 1, sortedBy: isBefore).map(\.id), total)
    }

    private func forEachMatch(_ pieces: some Sequence<some Sequence<KeyEntry>>, _ body: (KeyEntry) -> Void) {
        let matcher = KeyMatcher(search, at: now)
        for piece in pieces {
            for key in piece where matcher.matches(key) { body(key) }
        }
    }

    private func found(_ ids: [APIKeyID], _ total: Int) -> FoundKeys {
        FoundKeys(ids: Array(ids.prefix(page.limit)), hasMore: ids.count > page.limit, total: total)
    }
}
