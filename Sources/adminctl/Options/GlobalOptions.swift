import ArgumentParser

/// What every command that talks to the server takes.
struct GlobalOptions: ParsableArguments {
    @OptionGroup
    var connection: ConnectionOptions

    @OptionGroup
    var display: DisplayOptions
}
