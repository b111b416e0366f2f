import Domain

/// A part of a shared write that could not be made, and why.
public struct FailedPart<Part: Sendable>: Sendable {
    public let part: Part
    public let error: AdminError
}

extension Database {
    /// Writes parts that have nothing to do with each other, as the rows of several tenants: in one transaction, and where
    /// that fails each in one of its own, so that what is wrong with one keeps no other from being written. The commits
    /// are shared as those of any writers are.
    ///
    /// - Returns: those that could not be written. Where the database takes no writes at all, these are all of them.
    public func writeApart<Part: Sendable>(
        _ parts: [Part], _ body: @escaping @Sendable (Part, any Transaction) throws(AdminError) -> Void
    ) async -> [FailedPart<Part>] {
        guard !parts.isEmpty else { return [] }
        let failure = await failure { transaction throws(AdminError) in
            for part in parts { try body(part, transaction) }
        }
        guard let failure else { return [] }
        // Nobody's fault: the same would befall each of them.
        if parts.count == 1 || failure.code == .unavailable {
            return parts.map { FailedPart(part: $0, error: failure) }
        }
        return await withTaskGroup(of: FailedPart<Part>?.self) { group in
            for part in parts {
                group.addTask {
                    let failure = await self.failure { transaction throws(AdminError) in try body(part, transaction) }
                    return failure.map { FailedPart(part: part, error: $0) }
                }
            }
            return await group.reduce(into: []) { failed, part in if let part { failed.append(part) } }
        }
    }

    private func failure(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Void
    ) async -> AdminError? {
        do throws(AdminError) {
            try await write(body)
            return nil
        } catch {
            return error
        }
    }
}
