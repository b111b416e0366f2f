import Domain

/// A search of keys, made ready to be held against each of an organization's entries.
struct KeyMatcher {
    private let search: KeySearch
    private let now: Instant
    private let owners: [KeyOwner]?
    private let labels: [(name: String, value: String)]
    private let text: TextMatcher?

    init(_ search: KeySearch, at now: Instant) {
        self.search = search
        self.now = now
        owners = search.owner.map { id in
            [TeamID(id).map(KeyOwner.team), UserID(id).map(KeyOwner.user)].compactMap { $0 }
        }
        labels = search.metadata.map { (name: $0.key, value: $0.value) }
        text = search.text.map { TextMatcher($0, owners: search.owners) }
    }

    /// - Parameter name: the key's.
    func matches(_ key: KeyEntry, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        hasStatus(key) && hasTimes(key)
            && owners.map { $0.contains(key.owner) } ?? true
            && search.model.map { name in key.allowedModels?.contains { $0.text == name } ?? false } ?? true
            && (labels.isEmpty || labels.allSatisfy { key.metadata.entries[$0.name] == $0.value })
            && text?.matches(key, name) ?? true
    }

    private func hasStatus(_ key: KeyEntry) -> Bool {
        switch search.status {
        case nil: !key.isRemoved
        case .removed: key.isRemoved
        case .disabled: !key.isRemoved && !key.isEnabled
        case .expired: !key.isRemoved && isExpired(key)
        case .active: !key.isRemoved && key.isEnabled && !isExpired(key)
        }
    }

    private func isExpired(_ key: KeyEntry) -> Bool { key.expiresAt.map { $0 <= now } ?? false }

    private func hasTimes(_ key: KeyEntry) -> Bool {
        if let limit = search.usedBefore, let used = key.lastUsedAt, used >= limit { return false }
        if let limit = search.usedAfter { guard let used = key.lastUsedAt, used >= limit else { return false } }
        if let limit = search.expiresBefore { guard let end = key.expiresAt, end < limit else { return false } }
        if let limit = search.expiresAfter { guard let end = key.expiresAt, end >= limit else { return false } }
        return true
    }
}

/// What a text can be of a key.
private struct TextMatcher {
    private let bytes: [UInt8]
    private let ending: SecretEnding?
    private let ids: ClosedRange<APIKeyID>?
    private let owners: Set<KeyOwner>

    init(_ text: String, owners: Set<KeyOwner>) {
        bytes = text.utf8.map(\.asciiLowercased)
        ending = bytes.count == SecretEnding.length ? SecretEnding(of: text) : nil
        ids = Self.ids(beginningWith: text.lowercased())
        self.owners = owners
    }

    func matches(_ key: KeyEntry, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        isPart(of: name) || (ending != nil && ending == key.ending)
            || ids.map { $0.contains(key.id) } ?? false
            || (!owners.isEmpty && owners.contains(key.owner))
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
