extension Migration {
    /// The steps that this program was built with.
    public static let embedded: [Migration] = [
        Migration(version: 1, name: "spine", embedded: PackageResources.m0001_spine_sql),
        Migration(version: 2, name: "rotation", embedded: PackageResources.m0002_rotation_sql),
        Migration(version: 3, name: "idempotency", embedded: PackageResources.m0003_idempotency_sql),
        Migration(version: 4, name: "policies", embedded: PackageResources.m0004_policies_sql),
        Migration(version: 5, name: "ledger", embedded: PackageResources.m0005_ledger_sql),
        Migration(version: 6, name: "models", embedded: PackageResources.m0006_models_sql),
        Migration(version: 7, name: "fallbacks", embedded: PackageResources.m0007_fallbacks_sql),
        Migration(version: 8, name: "tokens", embedded: PackageResources.m0008_tokens_sql),
        Migration(version: 9, name: "counter_changes", embedded: PackageResources.m0009_counter_changes_sql),
        Migration(version: 10, name: "request_ids", embedded: PackageResources.m0010_request_ids_sql),
        Migration(version: 11, name: "period_changes", embedded: PackageResources.m0011_period_changes_sql),
        Migration(version: 12, name: "meters", embedded: PackageResources.m0012_meters_sql),
        Migration(version: 13, name: "occurred_at", embedded: PackageResources.m0013_occurred_at_sql),
        Migration(version: 14, name: "token_generations", embedded: PackageResources.m0014_token_generations_sql),
        Migration(version: 15, name: "catalogue", embedded: PackageResources.m0015_catalogue_sql),
        Migration(version: 16, name: "key_search", embedded: PackageResources.m0016_key_search_sql),
        Migration(version: 17, name: "corrections", embedded: PackageResources.m0017_corrections_sql),
        Migration(
            version: 18, name: "reading_the_ledger", embedded: PackageResources.m0018_reading_the_ledger_sql),
        Migration(version: 19, name: "ledger_metadata", embedded: PackageResources.m0019_ledger_metadata_sql),
        Migration(version: 20, name: "search_by_name", embedded: PackageResources.m0020_search_by_name_sql),
        Migration(
            version: 21, name: "searches_in_memory", embedded: PackageResources.m0021_searches_in_memory_sql),
        Migration(version: 22, name: "ledger_requests", embedded: PackageResources.m0022_ledger_requests_sql),
    ]

    private init(version: Int, name: String, embedded bytes: [UInt8]) {
        self.init(version: version, name: name, sql: String(decoding: bytes, as: UTF8.self))
    }
}
