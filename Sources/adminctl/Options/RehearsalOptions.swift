import ArgumentParser

struct RehearsalOptions: ParsableArguments {
    @Flag(help: "Change nothing: show the request that would be sent.")
    var dryRun = false
}
