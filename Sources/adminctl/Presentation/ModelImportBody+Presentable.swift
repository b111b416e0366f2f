import Wire

extension ModelImportBody: Presentable {
    static var plural: String { "imports" }
    static var columns: [Column<ModelImportBody>] { fields }

    static var fields: [Column<ModelImportBody>] {
        [
            Column("Created") { String($0.created) },
            Column("Changed") { String($0.changed) },
            Column("Unchanged") { String($0.unchanged) },
            Column("Pinned") { $0.pinned == 0 ? "0" : "\($0.pinned): their prices stay" },
            Column("Skipped") { String($0.skipped) },
            Column("Dry run") { $0.dryRun ? "yes: nothing was changed" : "no" },
        ]
    }

    var identity: String { "\(created + changed)" }
}
