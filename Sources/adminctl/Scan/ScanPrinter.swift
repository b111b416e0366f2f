/// Prints what a scan found.
struct ScanPrinter {
    let format: ScanFormat
    let console: Console

    func show(_ found: [ScanJudgement]) throws {
        switch format {
        case .table: try printer(.table).list(found)
        case .json: try printer(.json).list(found)
        case .yaml: try printer(.yaml).list(found)
        case .sarif: try StandardOutput().write(SARIF.text(found))
        }
    }

    private func printer(_ format: OutputFormat) -> Printer {
        // Lines are cut for nobody: the place is what is wanted.
        var console = console
        console.outputWidth = nil
        return Printer(format: format, console: console)
    }
}
