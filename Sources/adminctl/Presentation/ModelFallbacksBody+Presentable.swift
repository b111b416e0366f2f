import Wire

extension ModelFallbacksBody: Presentable {
    static var plural: String { "fallbacks" }
    static var columns: [Column<ModelFallbacksBody>] { fields }

    static var fields: [Column<ModelFallbacksBody>] {
        [
            Column("Model") { $0.id },
            Column("Fallbacks") { FieldText.list($0.fallbackIDs, none: "none") },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identities: [String] { fallbackIDs }
    var identity: String { id }
}

extension TeamModelsBody: Presentable {
    static var plural: String { "teams’ models" }
    static var columns: [Column<TeamModelsBody>] { fields }

    static var fields: [Column<TeamModelsBody>] {
        [
            Column("Team") { $0.teamID },
            Column("May use") { $0.mode == "all" ? "all models" : FieldText.list($0.models, none: "no model") },
        ]
    }

    var identities: [String] { mode == "all" ? ["*"] : models }
    var identity: String { mode }
}
