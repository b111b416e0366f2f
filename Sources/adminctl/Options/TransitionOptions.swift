import ArgumentParser

struct TransitionOptions: ParsableArguments {
    @Option(
        help: .init(
            "How long the old secret stays valid: seconds, or 30m, 1h, 7d; 0 cuts at once. (default: the server's)",
            valueName: "duration"))
    var transition: DurationArgument?

    var cutsAtOnce: Bool { transition?.seconds == 0 }
}
