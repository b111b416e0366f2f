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
    ///
    /// It looks at every key, milliseconds for a hundred thousand: not to be called on an event loop.
    public func search(
        _ search: KeySearch, in organization: OrganizationID, _ page: PageRequest<APIKey>, at now: Instant
    ) -> FoundKeys {
        let list = KeyList(roster: roster(of: organization), search: search, page: page, now: now)
        return switch search.sort {
        case .created, .newest: list.byCreation()
        case .name, .nameDescending: list.byName()
        case .lastUsed, .lastUsedDescending: list.by(touching: true) { $0.read { $0.lastUsedAt ?? .earliest } }
        case .expires, .expiresDescending: list.by { $0.expiry }
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
            let id = key.read { $0.id }
            if let after = page.after, isDescending ? id >= after : id <= after { return }
            ids.append(id)
        }
        return found(ids, total)
    }

    func by<Rank: Comparable>(touching: Bool = false, _ rank: (ListedKey) -> Rank) -> FoundKeys {
        best(touching: touching) { key, _ in rank(key) }
    }

    /// Most names are seen where they lie to be none of the first.
    func byName() -> FoundKeys {
        let isDescending = search.sort.isDescending
        return best { (key, best: BestKeys<NameRank>) -> NameRank? in
            if let bound = best.bound, !bound.isReached(by: key.name, descending: isDescending) { return nil }
            return NameRank(key.name)
        }
    }

    /// What has the same rank goes by id.
    ///
    /// - Parameter rank: `nil` for what is surely none of the first.
    private func best<Rank: Comparable>(
        touching: Bool = false, _ rank: (ListedKey, BestKeys<Rank>) -> Rank?
    ) -> FoundKeys {
        let isDescending = search.sort.isDescending
        var best = BestKeys<Rank>(limit: page.limit + 1, isDescending: isDescending)
        let last = page.after.flatMap(roster.find).flatMap { entry in
            entry.listed { key in rank(key, best).map { BestKeys.Place(rank: $0, id: entry.id) } }
        }
        // Behind what is not there comes nothing.
        let isEnd = page.after != nil && last == nil
        var total = 0
        // In the order of the list, so that among the same ranks the first are met first.
        forEachMatch(descending: isDescending, touching: touching) { key in
            total += 1
            guard !isEnd, let rank = rank(key, best) else { return }
            if let bound = best.bound, isDescending ? rank < bound : rank > bound { return }
            best.take(BestKeys.Place(rank: rank, id: key.read { $0.id }), after: last)
        }
        return found(best.ids, total)
    }

    private func forEachMatch(descending: Bool, touching: Bool = false, _ body: (ListedKey) -> Void) {
        let matcher = KeyMatcher(search, at: now)
        func visit(_ piece: KeyRosterPiece) {
            let matcher = matcher.narrowed(to: piece)
            piece.forEach(descending: descending, touching: touching || matcher.touchesEntries) { key in
                if matcher.matches(key) { body(key) }
            }
        }
        if descending { roster.pieces.reversed().forEach(visit) } else { roster.pieces.forEach(visit) }
    }

    private func found(_ ids: [APIKeyID], _ total: Int) -> FoundKeys {
        FoundKeys(ids: Array(ids.prefix(page.limit)), hasMore: ids.count > page.limit, total: total)
    }
}
