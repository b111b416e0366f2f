import SecretScan
import Wire

/// A finding, and what the server says of it.
struct ScanJudgement {
    enum State: String {
        /// The server would take it now.
        case live
        /// It was one, and is no more.
        case dead
        /// This server has none like it, or will not say so to this client.
        case foreign
        /// Nobody was asked, or nobody answered.
        case unknown
    }

    struct Verdict {
        let state: State
        var name: String?
        var keyID: String?
        var clientID: String?

        static let unknown = Verdict(state: .unknown)

        init(state: State) {
            self.state = state
        }

        init(_ answer: SecretLookupBody) {
            state = answer.found ? answer.live.map { $0 ? .live : .dead } ?? .unknown : .foreign
            (name, keyID, clientID) = (answer.name, answer.keyID, answer.clientID)
        }
    }

    let finding: Finding
    let verdict: Verdict

    var state: State { verdict.state }

    static func all(_ findings: [Finding], _ judge: SecretJudge?) -> [ScanJudgement] {
        findings.map { ScanJudgement(finding: $0, verdict: judge?.verdict(on: $0.secret) ?? .unknown) }
    }
}

extension SecretForm.Kind {
    /// As the API names it.
    var wireName: String {
        switch self {
        case .apiKey: "api_key"
        case .accessToken: "access_token"
        case .clientSecret: "client_secret"
        }
    }

    var words: String { wireName.replacing("_", with: " ") }
}
