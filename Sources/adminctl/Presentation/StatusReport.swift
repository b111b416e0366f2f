import Wire

/// What `adminctl status` prints.
struct StatusReport: Presentable {
    let url: String
    let health: String
    let readiness: String
    let version: String

    static var plural: String { "servers" }
    static var columns: [Column<StatusReport>] { fields }

    static var fields: [Column<StatusReport>] {
        [
            Column("Server") { $0.url },
            Column("Health") { $0.health },
            Column("Readiness") { $0.readiness },
            Column("Version") { $0.version },
        ]
    }

    var identity: String { url }
}
