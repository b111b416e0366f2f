import ArgumentParser

/// What every command that prints data takes.
struct DisplayOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: .init("How to print: a table, one with everything in it, JSON, YAML, or ids only.", valueName: "format"))
    var output: OutputFormat = .table
}
