import AdminClient
import Foundation
import SecretScan
import Wire

/// Asks the server what became of secrets; each once, however often it was found.
final class SecretJudge {
    private let client: KeyholdClient
    private var known: [FoundSecret: ScanJudgement.Verdict] = [:]
    /// The server has stopped answering: the rest is not waited for.
    private var isDone = false

    /// Nil where there is nothing to ask with.
    init?(_ options: ConnectionOptions, _ environment: [String: String]) throws {
        let connection = try Connection(options, environment)
        guard connection.credential != nil else {
            StandardError.say("No credential: what is found is not looked up. `adminctl login` saves one.")
            return nil
        }
        client = KeyholdClient(connection.configuration(options, environment))
    }

    func verdict(on secret: FoundSecret) -> ScanJudgement.Verdict {
        if let verdict = known[secret] { return verdict }
        let verdict = isDone ? .unknown : ask(secret)
        known[secret] = verdict
        return verdict
    }

    private func ask(_ secret: FoundSecret) -> ScanJudgement.Verdict {
        do {
            let answer = try client.lookupSecret(SecretText(secret.revealSecret()))
            return ScanJudgement.Verdict(answer)
        } catch {
            isDone = true
            let failure = Failure(error, url: "the server", credential: Connection.variables)
            StandardError.say("adminctl: cannot look secrets up: " + failure.text)
            return .unknown
        }
    }
}
