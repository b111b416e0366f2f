import Wire

extension VerifyBody: Presentable {
    static var plural: String { "answers" }
    static var columns: [Column<VerifyBody>] { fields }
    /// Of a key that is refused there is little to say.
    static var leavesOutEmptyFields: Bool { true }

    static var fields: [Column<VerifyBody>] {
        [
            .state("Valid") { $0.valid ? "yes" : "no" },
            Column("Code") { $0.code },
            Column("Message") { $0.message },
            Column("Refused by") { FieldText.optional($0.denial.map(Self.words)) },
            .instant("Room again") { $0.denial?.resetAt.value },
            Column("Key") { FieldText.optional($0.keyID) },
            Column("Name") { FieldText.optional($0.name) },
            Column("Organization") { FieldText.optional($0.organizationID) },
            Column("Team") { FieldText.optional($0.teamID) },
            Column("User") { FieldText.optional($0.userID) },
            Column("Models") { FieldText.list($0.allowedModels) },
            Column("Model") {
                FieldText.optional($0.model.map { "\($0.name) (\($0.upstreamModel) at \($0.provider))" })
            },
            Column("Fallbacks") { FieldText.list($0.fallbacks?.map(\.name)) },
            Column("Metadata") { FieldText.map($0.metadata) },
            .instant("Expires") { $0.expiresAt },
            Column("Old secret") { $0.inTransition.map { $0 ? "yes: rotate the caller" : "no" } ?? FieldText.nothing },
        ]
    }

    private static func words(_ denial: DenialBody) -> String {
        let amounts = "limit \(denial.limit.text), used \(denial.used.text), held \(denial.held.text)"
        return "“\(denial.policyName.value ?? denial.policyID)”: \(amounts)"
    }

    var identity: String { keyID ?? code }
}
