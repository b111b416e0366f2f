import Wire

extension RotationBody: Presentable {
    static var plural: String { "rotations" }
    static var columns: [Column<RotationBody>] { fields }
    /// Without a rotation there is one secret and little to say.
    static var leavesOutEmptyFields: Bool { true }

    static var fields: [Column<RotationBody>] {
        [
            Column("Rotating") { $0.inTransition ? "yes" : "no" },
            .instant("Began") { $0.beganAt.value },
            .instant("Old secret ends") { $0.endsAt.value },
            Column("Started by") { FieldText.optional($0.startedBy.value) },
        ] + secret("Current secret", "current") + secret("Old secret", "outgoing")
    }

    var identity: String { secrets.first?.secret ?? "" }

    private static func secret(_ title: String, _ state: String) -> [Column<RotationBody>] {
        let find = { (body: RotationBody) in body.secrets.first { $0.state == state } }
        return [
            Column(title) { FieldText.optional(find($0)?.secret) },
            .instant("  created") { find($0)?.createdAt },
            .instant("  last used") { find($0)?.lastUsedAt.value },
            Column("  from") { FieldText.optional(find($0)?.lastUsedAddress.value) },
            Column("  by") { FieldText.optional(find($0)?.lastUsedUserAgent.value) },
        ]
    }
}
