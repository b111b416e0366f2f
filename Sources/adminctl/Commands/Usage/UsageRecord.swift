import AdminClient
import ArgumentParser
import Wire

struct UsageRecord: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Charge calls that were never reserved: one by options, or a file of them.",
        discussion: """
            A file is JSON lines, or a list in JSON or YAML; each row has the fields of the API: key_id, request_id, model, \
            usage with input_tokens and output_tokens, cost, outcome, metadata, occurred_at. It is sent a thousand rows at a time. Every \
            row needs its request_id: what was recorded under it within a day is not charged again, so what was broken off \
            is simply run anew. All rows of a file are checked before the first is sent; those of standard input as they come.
            """)

    @Argument(
        help: .init("The file; - reads standard input.", valueName: "file"),
        completion: .file(extensions: ["jsonl", "json", "yaml", "yml"]))
    var file: String?

    @OptionGroup
    var record: UsageRecordOptions

    @Flag(help: "Record nothing: show the request, or check the rows of the file and count them.")
    var dryRun = false

    @OptionGroup
    var global: GlobalOptions

    var isRehearsal: Bool { dryRun }

    mutating func validate() throws {
        guard (file != nil) != record.isGiven else {
            throw ValidationError("Give a file, or what one call used: --key <id> --input-tokens <tokens> ….")
        }
    }

    func run(in session: Session) throws {
        guard let file else { return try recordOne(in: session) }
        if dryRun { return try session.printer.show(UsageReport(rows: try UsageRows.check(file), isDryRun: true)) }
        let bytes = UsageRows.size(file)
        if bytes != nil { _ = try UsageRows.check(file) }
        let isLong = bytes.map { $0 >= UsageRows.longBytes } ?? true
        let bar = ProgressBar(isShown: session.console.isTalkTerminal && isLong, totalBytes: bytes)
        defer { bar.clear() }
        let report = try UsageUpload(client: session.client, bar: bar).run(try UsageRows(file))
        bar.clear()
        try session.printer.show(report)
    }

    private func recordOne(in session: Session) throws {
        do {
            let entries = try session.client.recordUsage([try record.body()])
            guard let entry = entries.first else {
                return StandardError.say("Recorded before; nothing was charged again.")
            }
            try session.printer.show(entry)
        } catch AdminClientError.api(let failure) where failure.param?.hasPrefix("records[0].") == true {
            let field = failure.param?.dropFirst("records[0].".count) ?? ""
            throw Failure(.failed, "refused: \(failure.message) (field: \(field))")
        }
    }
}
