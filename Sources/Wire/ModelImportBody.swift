/// What an import did, or, as a dry run, would do.
public struct ModelImportBody: Codable, Sendable {
    public var object = "model_import"
    public let created: Int
    public let changed: Int
    public let unchanged: Int
    public let dryRun: Bool
    /// Rows that are wrong and were left out.
    public var skipped = 0
    /// What is wrong with those, the first thousand of them.
    public var problems: [ErrorProblemBody]?

    /// Rows with another price than their models have, which somebody pinned: those prices stay.
    public var pinned = 0
    /// Where that was asked for: the prices that would change, those that change most first.
    public var changes: [ImportPriceChangeBody]?

    public init(created: Int, changed: Int, unchanged: Int, dryRun: Bool) {
        self.created = created
        self.changed = changed
        self.unchanged = unchanged
        self.dryRun = dryRun
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, created, changed, unchanged, skipped, problems, pinned, changes
        case dryRun = "dry_run"
    }
}
