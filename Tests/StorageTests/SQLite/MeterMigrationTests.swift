import Domain
import Testing

@testable import Storage

/// A catalogue and a ledger from before prices had meters.
struct MeterMigrationTests {
    private func open(_ folder: String, _ migrations: some Sequence<Migration>) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(
            SQLiteConfiguration(path: folder + "/test.db"), time: SteppingTime(), migrations: Array(migrations),
            observer: NoCommitObserver())
    }

    private static let model = "0198c3a0-0000-7000-8000-000000000001"

    private static let rows = [
        """
        INSERT INTO models (id, name, provider, upstream_model, owned_by, description, capabilities, is_enabled,
        created_at, updated_at) VALUES ('\(model)', 'm', 'p', 'm', 'p', '', '[]', 1, 0, 0)
        """,
        """
        INSERT INTO model_prices VALUES (NULL, '\(model)', 1, 'priced', 150000000, 37500000, 1, 12345678123456789, 0,
        40000000, 6000000, 9223372036854775807, 0, 0)
        """,
        "INSERT INTO model_prices VALUES (NULL, '\(model)', 2, 'free', \(nulls), 5, 0)",
        "INSERT INTO model_prices VALUES (NULL, '\(model)', 3, 'unpriced', \(nulls), 6, 0)",
        """
        INSERT INTO model_prices VALUES (NULL, '\(model)', 4, 'priced', 0, NULL, NULL, 1000000001, NULL, NULL, NULL,
        NULL, 7, 0)
        """,
        """
        INSERT INTO ledger_entries VALUES ('\(model)', '\(model)', 'usage', NULL, NULL, NULL, NULL, NULL, NULL, 10, 4, 5,
        2, 1, 9, NULL, '', 0)
        """,
    ]
    private static let nulls = Array(repeating: "NULL", count: 8).joined(separator: ", ")

    @Test func `prices and rows of the ledger from before come out as they went in`() async throws {
        try await withFolder { folder in
            let before = try open(folder, Migration.embedded.prefix { $0.name != "meters" })
            _ = try before.migrate()
            for row in Self.rows {
                try await before.write { transaction throws(AdminError) in try transaction.run(Statement(row), []) }
            }
            try await before.close()
            let database = try open(folder, Migration.embedded)
            _ = try database.migrate()
            let id = try #require(ModelID(Self.model))
            let (prices, usage) = try await database.read { transaction throws(AdminError) in
                let model = try transaction.models.find(id, visibleTo: nil)
                let organization = OrganizationID(Self.model)
                guard let model, let organization, let entry = LedgerEntryID(Self.model) else {
                    throw .internal("a row is missing")
                }
                return (
                    try transaction.modelPrices.list(of: model, after: 0, limit: 9).items.map(\.state),
                    try transaction.ledgerEntries.find(entry, in: organization)?.usage
                )
            }
            let whole = ModelPrice(
                input: NanoDollars(150_000_000), cachedInput: NanoDollars(37_500_000), cacheWrite: NanoDollars(1),
                output: NanoDollars(12_345_678_123_456_789), reasoning: .zero, perImage: NanoDollars(40_000_000),
                perAudioMinute: NanoDollars(6_000_000), perRequest: .maximum)
            let bare = ModelPrice(input: .zero, output: NanoDollars(1_000_000_001))
            #expect(prices == [.priced(whole), .free, .unpriced, .priced(bare)])
            #expect(usage == (try TokenUsage(input: 10, cachedInput: 4, output: 5, reasoning: 2)))
            try await database.close()
        }
    }

    @Test func `a price by every meter, variant, tier and size comes back, and so do the meters of a row`() throws {
        var components = Meter.allCases.map { PriceComponent($0, PriceAmount(123_456_789_012_345_678_901)) }
        components.append(PriceComponent(.input, .zero, variant: "batch", aboveTokens: 200_000))
        components.append(PriceComponent(.image, PriceAmount(1), variant: "fast/us", size: "1024x1024/hd"))
        let price = ModelPrice(components)
        #expect(try StoredPrice.price(StoredPrice.text(price)) == price)
        for text in ["input", "input=", "input=x", "moon=1", "input>x=1", "input=-1"] {
            #expect(throws: AdminError.self) { try StoredPrice.price(text) }
        }
        let extras = UsageExtras(
            counts: [.audio: 5, .cacheWriteHour: 7], variant: "batch", sizes: [.image: ["a/b", "a"]],
            unknown: ["usage.x": "1"])
        guard case .text(let text) = try StoredMeters.value(extras) else {
            Issue.record("no text")
            return
        }
        #expect(try StoredJSON.value(text, as: StoredMeters.self).extras() == extras)
        #expect(try StoredMeters.value(.none) == .null)
    }
}
