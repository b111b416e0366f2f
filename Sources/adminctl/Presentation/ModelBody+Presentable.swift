import Wire

extension ModelBody: Presentable {
    static var plural: String { "models" }
    /// Most of what a model can have, most models have not.
    static var leavesOutEmptyFields: Bool { true }

    static var columns: [Column<ModelBody>] {
        [
            // The name is what people go by, and what the next command takes.
            Column("NAME") { $0.name },
            Column("PROVIDER") { $0.provider },
            .state("STATE") { $0.state },
            Column("INPUT/M") { $0.price.inputWords },
            Column("CACHED/M") { $0.price.cachedInputWords },
            Column("OUTPUT/M") { $0.price.outputWords },
            Column("CONTEXT") { FieldText.count($0.contextWindow.value) },
            .id("ID") { $0.id },
        ]
    }

    static var fields: [Column<ModelBody>] {
        [
            Column("Id") { $0.id },
            Column("Name") { $0.name },
            Column("Aliases") { FieldText.list($0.aliases) },
            .state("State") { $0.state },
            Column("Provider") { $0.provider },
            Column("Upstream model") { $0.upstreamModel },
            Column("Owned by") { $0.ownedBy },
            Column("Description") { FieldText.optional($0.description) },
            Column("Capabilities") { FieldText.list($0.capabilities) },
            Column("Context window") { FieldText.count($0.contextWindow.value) },
            Column("Max tokens") { FieldText.count($0.maxTokens.value) },
            Column("Timeout") { FieldText.milliseconds($0.timeoutMs.value) },
            Column("Stream timeout") { FieldText.milliseconds($0.streamTimeoutMs.value) },
        ] + ModelPriceBody.fields { $0.price } + [
            Column("Price version") { FieldText.count($0.priceVersion.value) },
            Column("Organization") { $0.organizationID.value ?? "the platform’s" },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identity: String { id }

    private var state: String { enabled ? "enabled" : "disabled" }
}

extension PriceVersionBody: Presentable {
    static var plural: String { "prices" }
    static var leavesOutEmptyFields: Bool { true }

    static var columns: [Column<PriceVersionBody>] {
        [
            Column("VERSION") { String($0.version) },
            .instant("SINCE") { $0.effectiveFrom },
            Column("INPUT/M") { $0.price.inputWords },
            Column("CACHED/M") { $0.price.cachedInputWords },
            Column("OUTPUT/M") { $0.price.outputWords },
            .instant("GIVEN") { $0.createdAt },
        ]
    }

    static var fields: [Column<PriceVersionBody>] {
        columns.prefix(2) + ModelPriceBody.fields { $0.price }.dropLast() + columns.suffix(1)
    }

    var identity: String { String(version) }
}
