import AdminClient
import ArgumentParser
import Foundation
import Wire

struct PolicyApply: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Create or update the policies that a file lists, by name.",
        discussion: """
            The file is YAML or JSON: the lists rate_limits and usage_limits, each entry as the API takes it, with a \
            name. What has no entry stays as it is.
            """)

    @Argument(
        help: .init("The file, or - for standard input."), completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String

    @Flag(help: "Change nothing: show what would be created and updated.")
    var dryRun = false

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let set = try PolicySet(file: file)
        let steps = try PolicyPlan(session.client, set).steps()
        if !dryRun { for step in steps { try step.carryOut(session.client) } }
        try session.printer.list(steps.map(\.report))
    }
}

/// One entry of the file: what it comes to on the server.
struct PolicyStep {
    let report: PolicyStepReport
    let carryOut: (KeyholdClient) throws -> Void
}

/// What becomes of one entry.
struct PolicyStepReport: Encodable, Presentable {
    let kind: String
    let name: String
    /// `create`, `update`, `unchanged`.
    let action: String
    let changes: [String]

    static var plural: String { "policies" }
    static var columns: [Column<PolicyStepReport>] {
        [
            Column("KIND") { $0.kind }, Column("NAME") { $0.name }, Column("ACTION") { $0.action },
            Column("CHANGES") { FieldText.list($0.changes) },
        ]
    }
    static var fields: [Column<PolicyStepReport>] { columns }
    var identity: String { name }
}
