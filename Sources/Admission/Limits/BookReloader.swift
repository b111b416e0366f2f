import Domain

/// Reads a book anew after its write has failed: again and again, by itself, until the disk answers.
struct BookReloader: Sendable {
    /// Ahead of a reading, by how much has failed before it: from nothing up to a second. What a reading puts right is
    /// written at once, and on a disk that takes no writes it would otherwise be read without a rest.
    private static let pauses: [Duration] = [
        .zero, .milliseconds(20), .milliseconds(100), .milliseconds(400), .seconds(1),
    ]

    let storage: any LedgerStorage
    let spawner: any Spawner

    /// - Parameters:
    ///   - generation: of the book, for which this is the one reading.
    ///   - failures: writes that have failed in a row.
    func reload(_ book: Book, _ generation: Int, after failures: Int) {
        spawner.spawn { [weak book] in
            var failures = max(0, failures - 1)
            while true {
                let pause = Self.pauses[min(failures, Self.pauses.count - 1)]
                if pause > .zero { await spawner.pause(for: pause) }
                // Books that nobody has any more are not waited for.
                guard let current = book else { return }
                if let stored = await read(current) { return current.reopen(stored, after: generation) }
                failures += 1
            }
        }
    }

    private func read(_ book: Book) async -> StoredBook? {
        let policies = book.follow { $0.policies.keys.map(\.self) }
        return try? await storage.book(of: book.organizationID, policies: policies)
    }
}
