extension ModelPriceStore {
    enum SQL {
        /// A tenant that may be NULL, said in words that both dialects know.
        private static let tenant = "(organization_id = $1 OR (organization_id IS NULL AND $1 IS NULL))"
        private static let columns =
            "organization_id, model_id, version, state, effective_from, created_at, components, unpriced_because"

        /// The version that is in force at `$time`, of the model in the row around it.
        private static func inForce(at time: String) -> String {
            """
            (SELECT version FROM model_prices AS known WHERE known.model_id = model_prices.model_id \
            AND known.effective_from <= \(time) ORDER BY version DESC LIMIT 1)
            """
        }

        static let list = Statement(
            """
            SELECT \(columns) FROM model_prices WHERE \(tenant) AND model_id = $2 AND version > $3 \
            ORDER BY version LIMIT $4
            """)
        static let latest = Statement(
            "SELECT \(columns) FROM model_prices WHERE \(tenant) AND model_id = $2 ORDER BY version DESC LIMIT 1")
        static let findInForce = Statement(
            """
            SELECT \(columns) FROM model_prices WHERE \(tenant) AND model_id = $2 AND effective_from <= $3 \
            ORDER BY version DESC LIMIT 1
            """)
        static let standing = Statement(
            """
            SELECT \(columns) FROM model_prices WHERE \(tenant) AND model_id = $2 \
            AND version >= COALESCE(\(inForce(at: "$3")), 1) ORDER BY version DESC
            """)
        static let latestOfAll = Statement(
            """
            SELECT \(columns) FROM model_prices WHERE \(tenant) AND version = \
            (SELECT max(version) FROM model_prices AS known WHERE known.model_id = model_prices.model_id)
            """)
        static let insert = Statement(
            """
            INSERT INTO model_prices (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """)
        static let everything = Statement(
            """
            SELECT \(columns) FROM model_prices WHERE version >= COALESCE(\(inForce(at: "$1")), 1) \
            ORDER BY model_id, version DESC
            """, crossTenantReason: "the catalogue in memory holds every tenant's models")

        static let all = [list, latest, findInForce, standing, latestOfAll, insert, everything]
    }
}
