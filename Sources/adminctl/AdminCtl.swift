import ArgumentParser
import CProcess
import Foundation

@main
struct AdminCtl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adminctl",
        abstract: "Manage organizations, teams, users, API keys, models, limits and OAuth clients of a Keyhold server.",
        discussion: """
            `adminctl login` saves a server and a credential. The environment wins over what is saved: KEYHOLD_URL, and \
            KEYHOLD_CLIENT_ID with KEYHOLD_CLIENT_SECRET or KEYHOLD_CLIENT_SECRET_FILE; options win over both. Proxies are \
            taken from http_proxy, https_proxy and no_proxy. Data goes to standard output, talk to standard error.

            Exit codes: 0 done, 1 refused or failed, 2 usage, 3 not found, 4 unreachable, 5 denied by a policy.
            """,
        version: "adminctl \(Version.current)",
        subcommands: [
            OrgCommand.self, UserCommand.self, TeamCommand.self, MemberCommand.self, ClientCommand.self,
            KeyCommand.self, ModelCommand.self, PolicyCommand.self, ReservationCommand.self, LedgerCommand.self,
            Verify.self, Explain.self, WhoAmI.self, Me.self, Status.self, Scan.self, Login.self, Logout.self,
            ProfileCommand.self, CompletionCommand.self, ManualCommand.self,
        ])

    static func main() {
        // A reader that goes away is noticed where the output is written, and a dead connection where it is used.
        signal(SIGPIPE, SIG_IGN)
        _ = keyhold_forbid_dumps()
        Foundation.exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    /// Parses and runs, says on standard error what went wrong, and answers how to exit.
    static func run(_ arguments: [String]) -> ExitStatus {
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            return .done
        } catch is StandardOutput.Closed {
            return .done
        } catch let failure as Failure {
            StandardError.say("adminctl: " + failure.text)
            return failure.status
        } catch {
            return report(parsing: error, arguments)
        }
    }

    /// Help and version are asked for, and go to standard output; all else from the parser is a usage error.
    private static func report(parsing error: any Error, _ arguments: [String]) -> ExitStatus {
        let text = fullMessage(for: error)
        let reason = ArgumentReason.take()
        guard exitCode(for: error).isSuccess else {
            let unknown = UnknownCommand.text(arguments).map { "adminctl: " + SafeText.readable($0) }
            StandardError.say(unknown ?? UsageText.readable(text, reason: reason))
            return .usage
        }
        do { try StandardOutput().write(text + "\n") } catch { return .failed }
        return .done
    }
}
