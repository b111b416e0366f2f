import ArgumentParser

struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print the completion script for a shell.",
        discussion: """
            bash: source <(adminctl completion bash)
            zsh: adminctl completion zsh > "${fpath[1]}/_adminctl"
            fish: adminctl completion fish > ~/.config/fish/completions/adminctl.fish

            Names of teams, keys, users and clients are asked of the server, which takes a credential that is set or saved.
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() throws {
        try StandardOutput().write(AdminCtl.completionScript(for: shell.kind) + "\n")
    }

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }
}
