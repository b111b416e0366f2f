import AdminClient
import ArgumentParser
import Foundation
import Wire

struct ModelImport: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Create and change models from a list, none if a row is wrong.",
        discussion: """
            JSON or YAML: a list of models with the fields of the API, the community's price map (a model's name, and \
            under it litellm_provider, mode, input_cost_per_token and so on), or the list of OpenRouter, llm-prices or \
            models.dev. Models that are there are changed to what their rows say; those that no row names stay as \
            they are. Amounts keep their digits. All rows are checked before the first is written; where the import \
            breaks off after that, the same again makes the rest.
            """)

    @Argument(help: .init("The file; - reads standard input.", valueName: "file"), completion: .file())
    var file: String

    @Flag(help: "Change nothing: have the server check every row, and count.")
    var dryRun = false

    @Flag(
        help: """
            Change nothing: show which prices would change, in dollars per million tokens or per piece, those that \
            change most first.
            """)
    var diff = false

    @Flag(help: "Leave out the rows that are wrong, and name them.")
    var skipInvalid = false

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let json = try ModelFile.json(file)
        let bar = ProgressBar(
            isShown: session.console.isTalkTerminal && json.count >= ModelFile.longBytes, totalBytes: json.count)
        defer { bar.clear() }
        let outcome = try imported(json, by: session, bar)
        bar.clear()
        if let problems = outcome.problems {
            let lines = problems.map { "\n  \($0.place): \($0.message)" }
            let what = outcome.skipped == 1 ? "1 row was" : "\(outcome.skipped) rows were"
            StandardError.say("\(what) left out:\(lines.joined())")
        }
        try session.printer.showChanges(of: outcome)
        try session.printer.show(outcome)
    }

    /// - Throws: `Failure` that names every row that is wrong, and how to go on without them.
    private func imported(_ json: [UInt8], by session: Session, _ bar: ProgressBar) throws -> ModelImportBody {
        do throws(AdminClientError) {
            return try session.client.importModels(
                json, dryRun: dryRun || diff, skipInvalid: skipInvalid, diff: diff
            ) { bar.show(bytes: $0) }
        } catch {
            guard case .api(let failure) = error, !failure.problems.isEmpty, !skipInvalid else { throw error }
            let lines = failure.problems.map { "\n  \($0.place): \($0.message)" }
            let what = lines.count == 1 ? "1 row is wrong" : "\(lines.count) rows are wrong"
            throw Failure(
                .failed, "refused: \(what), and nothing was imported; --skip-invalid leaves them out.\(lines.joined())")
        }
    }
}
