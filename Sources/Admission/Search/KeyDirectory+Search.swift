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
        var (ids, total) = ([APIKeyID](), 0)
        let isDescending = search.sort.isDescending
        forEachMatch(descending: isDescending) { key in
            total += 1
            guard ids.count <= page.limit else { return }
            if let after = page.after, isDescending ? key.id >= after : key.id <= after { return }
            ids.append(key.id)
        }
        return found(ids, total)
    }

    /// What has the same rank goes by id.
    func by<Rank: Comparable>(_ rank: (KeyEntry) -> Rank) -> FoundKeys {
        typealias Place = (rank: Rank, id: APIKeyID)
        let isDescending = search.sort.isDescending
        func isBefore(_ left: Place, _ right: Place) -> Bool { isDescending ? left > right : left < right }
        let last = page.after.flatMap { roster.find($0) }.map { (rank: rank($0), id: $0.id) }
        // Behind what is not there comes nothing.
        let isEnd = page.after != nil && last == nil
        var (first, total) = ([Place](), 0)
        forEachMatch(descending: false) { key in
            total += 1
            guard !isEnd else { return }
            let place = (rank: rank(key), id: key.id)
            if first.count > page.limit, !isBefore(place, first[page.limit]) { return }
            if let last, !isBefore(last, place) { return }
            if first.count > page.limit { first.removeLast() }
            first.insert(place, at: first.partitioningIndex { isBefore(place, $0) })
        }
        return found(first.map(\.id), total)
    }

    private func forEachMatch(descending: Bool, _ body: (KeyEntry) -> Void) {
        let matcher = KeyMatcher(search, at: now)
        roster.forEach(descending: descending) { key in
            if matcher.matches(key) { body(key) }
        }
    }

    private func found(_ ids: [APIKeyID], _ total: Int) -> FoundKeys {
        FoundKeys(ids: Array(ids.prefix(page.limit)), hasMore: ids.count > page.limit, total: total)
    }
}
