/// A command that changes something on the server, and can show what it would send instead.
protocol ChangingCommand: SessionCommand {
    var rehearsal: RehearsalOptions { get }
}

extension ChangingCommand {
    var isRehearsal: Bool { rehearsal.dryRun }
}
