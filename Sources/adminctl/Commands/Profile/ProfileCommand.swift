import ArgumentParser

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Profiles: what `adminctl login` saved.",
        subcommands: [ProfileList.self, ProfileUse.self, ProfileShow.self])
}
