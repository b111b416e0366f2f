import Domain

/// A search of keys, made ready to be held against each of an organization's entries.
struct KeyMatcher {
    private let search: KeySearch
    private let now: Instant
    private let owners: [KeyOwner]?
    private let labels: [(name: String, value: String)]
    private var text: TextMatcher?
    private let isOfEntries: Bool

    init(_ search: KeySearch, at now: Instant) {
        self.search = search
        self.now = now
        owners = search.owner.map { id in
            [TeamID(id).map(KeyOwner.team), UserID(id).map(KeyOwner.user)].compactMap { $0 }
        }
        labels = search.metadata.map { (name: $0.key, value: $0.value) }
        isOfEntries =
            search.owner != nil || search.model != nil || !labels.isEmpty || search.usedBefore != nil
            || search.usedAfter != nil
        text = search.text.map { TextMatcher($0, owners: search.owners) }
    }

    /// The same for a piece alone: most pieces have no id that a text is the beginning of.
    func narrowed(to piece: KeyRosterPiece) -> Self {
        guard let text, let first = piece.entries.first?.id, let last = piece.entries.last?.id else { return self }
        var narrowed = self
        narrowed.text = text.narrowed(to: first...last)
        return narrowed
    }

    /// Whether entries themselves are asked for something.
    var touchesEntries: Bool { isOfEntries || text?.touchesEntries ?? false }

    func matches(_ key: ListedKey) -> Bool {
        hasStatus(key) && expires(key) && text?.matches(key) ?? true && (!isOfEntries || key.read { matches($0) })
    }

    private func matches(_ key: KeyEntry) -> Bool {
        isUsed(key) && owners.map { $0.contains(key.owner) } ?? true
            && search.model.map { name in key.allowedModels?.contains { $0.text == name } ?? false } ?? true
            && labels.allSatisfy { key.metadata.entries[$0.name] == $0.value }
    }

    private func hasStatus(_ key: ListedKey) -> Bool {
        let marks = key.marks
        return switch search.status {
        case nil: !marks.isRemoved
        case .removed: marks.isRemoved
        case .disabled: !marks.isRemoved && !marks.isEnabled
        case .expired: !marks.isRemoved && key.expiry <= now
        case .active: !marks.isRemoved && marks.isEnabled && key.expiry > now
        }
    }

    private func expires(_ key: ListedKey) -> Bool {
        if let limit = search.expiresBefore, key.expiry >= limit { return false }
        if let limit = search.expiresAfter, key.expiry < limit || key.expiry == KeyEntry.never { return false }
        return true
    }

    private func isUsed(_ key: KeyEntry) -> Bool {
        if let limit = search.usedBefore, let used = key.lastUsedAt, used >= limit { return false }
        if let limit = search.usedAfter { guard let used = key.lastUsedAt, used >= limit else { return false } }
        return true
    }
}

/// What a text can be of a key.
private struct TextMatcher {
    private let bytes: [UInt8]
    private let ending: SecretEnding?
    private var ids: ClosedRange<APIKeyID>?
    private let owners: Set<KeyOwner>

    init(_ text: String, owners: Set<KeyOwner>) {
        bytes = text.utf8.map(\.asciiLowercased)
        ending = bytes.count == SecretEnding.length ? SecretEnding(of: text) : nil
        ids = Self.ids(beginningWith: text.lowercased())
        self.owners = owners
    }

    var touchesEntries: Bool { ids != nil || !owners.isEmpty }

    func narrowed(to present: ClosedRange<APIKeyID>) -> Self {
        guard let ids, !ids.overlaps(present) else { return self }
        var narrowed = self
        narrowed.ids = nil
        return narrowed
    }

    func matches(_ key: ListedKey) -> Bool {
        isPart(of: key.name) || (ending != nil && ending == key.marks.ending)
            || (touchesEntries
                && key.read { key in
                    ids.map { $0.contains(key.id) } ?? false || (!owners.isEmpty && owners.contains(key.owner))
                })
    }

    private func isPart(of name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count >= bytes.count else { return false }
        return bytes.withUnsafeBufferPointer { wanted in
            for start in 0...(name.count - wanted.count) {
                var length = 0
                while length < wanted.count, name[start + length].asciiLowercased == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            return false
        }
    }

    private static func ids(beginningWith text: String) -> ClosedRange<APIKeyID>? {
        let template = "00000000-0000-0000-0000-000000000000".dropFirst(text.count)
        guard let first = APIKeyID(text + template),
            let last = APIKeyID(text + template.replacing("0", with: "f"))
        else { return nil }
        return first...last
    }
}
