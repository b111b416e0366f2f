import Domain

/// Reads a book anew after its write has failed: again and again, by itself, until the disk answers.
struct BookReloader: Sendable {
    /// Between two readings that fail: from a moment up to a second.
    private static let pauses: [Duration] = [.milliseconds(20), .milliseconds(100), .milliseconds(400), .seconds(1)]

    let storage: any LedgerStorage
    let spawner: any Spawner

    /// - Parameter generation: of the book, for which this is the one reading.
    func reload(_ book: Book, _ generation: Int) {
        spawner.spawn { [weak book] in
            var failures = 0
            // Books that nobody has any more are not waited for.
            while let current = book {
                if let stored = await read(current) { return current.reopen(stored, after: generation) }
                await spawner.pause(for: Self.pauses[min(failures, Self.pauses.count - 1)])
                failures += 1
            }
        }
    }

    private func read(_ book: Book) async -> StoredBook? {
        let policies = book.follow { $0.policies.keys.map(\.self) }
        return try? await storage.book(of: book.organizationID, policies: policies)
    }
}
