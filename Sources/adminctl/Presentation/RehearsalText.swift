import AdminClient

/// What `--dry-run` prints.
struct RehearsalText: Presentable {
    let method: String
    let path: String
    let body: JSONValue?

    init(_ plan: Rehearsal) {
        method = plan.method
        path = plan.path
        body = plan.body.flatMap { try? JSONValue(json: SecretMask.body($0)) }
    }

    static var plural: String { "requests" }
    static var columns: [Column<RehearsalText>] { fields }
    static var leavesOutEmptyFields: Bool { true }

    static var fields: [Column<RehearsalText>] {
        [
            Column("Would send") { "\($0.method) \($0.path)" },
            Column("Body") { $0.body.map { JSONText.line($0) } ?? FieldText.nothing },
        ]
    }

    var identity: String { "\(method) \(path)" }
}
