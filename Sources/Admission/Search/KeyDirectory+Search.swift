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
        case .name, .nameDescending: list.byName()
        case .lastUsed, .lastUsedDescending: list.by { $0.lastUsedAt ?? .earliest }
        case .expires, .expiresDescending: list.by { $0.expiresAt ?? .latest }
        }
    }
}

private struct KeyList {
    typealias Name = UnsafeBufferPointer<UInt8>

    let roster: KeyRoster
    let search: KeySearch
    let page: PageRequest<APIKey>
    let now: Instant

    func byCreation() -> FoundKeys {
        var (ids, total) = ([APIKeyID](), 0)
        let isDescending = search.sort.isDescending
        forEachMatch(descending: isDescending) { key, _ in
            total += 1
            guard ids.count <= page.limit else { return }
            if let after = page.after, isDescending ? key.id >= after : key.id <= after { return }
            ids.append(key.id)
        }
        return found(ids, total)
    }

    func by<Rank: Comparable>(_ rank: (KeyEntry) -> Rank) -> FoundKeys {
        best { key, _, best, last in
            best.take(BestKeys.Place(rank: rank(key), id: key.id), after: last)
        } rank: {
            rank($0)
        }
    }

    /// Most names are seen where they lie to be none of the first.
    func byName() -> FoundKeys {
        let isDescending = search.sort.isDescending
        return best { key, name, best, last in
            if let bound = best.bound, !bound.isReached(by: name, descending: isDescending) { return }
            best.take(BestKeys.Place(rank: NameRank(name), id: key.id), after: last)
        } rank: {
            NameRank($0.name.utf8)
        }
    }

    /// What has the same rank goes by id.
    private func best<Rank: Comparable>(
        _ take: (KeyEntry, Name, inout BestKeys<Rank>, BestKeys<Rank>.Place?) -> Void, rank: (KeyEntry) -> Rank
    ) -> FoundKeys {
        var best = BestKeys<Rank>(limit: page.limit + 1, isDescending: search.sort.isDescending)
        let last = page.after.flatMap { roster.find($0) }.map { BestKeys.Place(rank: rank($0), id: $0.id) }
        // Behind what is not there comes nothing.
        let isEnd = page.after != nil && last == nil
        var total = 0
        forEachMatch(descending: false) { key, name in
            total += 1
            if !isEnd { take(key, name, &best, last) }
        }
        return found(best.ids, total)
    }

    private func forEachMatch(descending: Bool, _ body: (KeyEntry, Name) -> Void) {
        let matcher = KeyMatcher(search, at: now)
        func visit(_ piece: KeyRosterPiece) {
            piece.forEach(descending: descending) { key, name in
                if matcher.matches(key, name) { body(key, name) }
            }
        }
        if descending { roster.pieces.reversed().forEach(visit) } else { roster.pieces.forEach(visit) }
    }

    private func found(_ ids: [APIKeyID], _ total: Int) -> FoundKeys {
        FoundKeys(ids: Array(ids.prefix(page.limit)), hasMore: ids.count > page.limit, total: total)
    }
}
