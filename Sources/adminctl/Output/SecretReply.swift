/// Prints a reply that holds a secret which no other will.
enum SecretReply {
    static func show(_ item: some Presentable, _ session: Session) throws {
        try session.printer.show(item)
        switch session.printer.format {
        case .table, .wide, .json, .yaml: StandardError.say("The secret is shown this once. Store it now.")
        case .name:
            StandardError.say("The secret was not printed, as --output name prints ids only. Rotate for another.")
        }
    }
}
