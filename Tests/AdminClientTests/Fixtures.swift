import AdminClient
import HTTPClient
import LoopbackSupport
import Synchronization

/// A client of a loopback server, with a credential and no pauses.
func client(_ url: String, _ change: (inout ClientConfiguration) -> Void = { _ in }) -> KeyholdClient {
    let credential = Credential.client(id: "client-1", secret: SecretText("khs_canarySecret"))
    var configuration = ClientConfiguration(url: url, credential: credential, userAgent: "test/1")
    configuration.transport.retry.pause = { _ in }
    change(&configuration)
    return KeyholdClient(configuration)
}

/// A server that issues tokens `kha_1`, `kha_2` …, each of them good for `lifeSeconds`, and leaves the rest to `answer`.
func issuingTokens(
    lifeSeconds: Int = 3_600, _ answer: @escaping LoopbackServer.Handler
) -> LoopbackServer.Handler {
    let issued = Counter()
    return { request in
        guard request.path == "/oauth2/token" else { return answer(request) }
        let token = "kha_\(issued.next())"
        return .json(
            #"{"access_token":"\#(token)","token_type":"Bearer","expires_in":\#(lifeSeconds),"scope":"*"}"#)
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

/// A clock that stands still until it is moved.
final class HandClock: Sendable {
    private let seconds = Mutex<Int64>(1_000_000)

    @Sendable func now() -> Int64 { seconds.withLock { $0 } }

    func advance(_ by: Int64) { seconds.withLock { $0 += by } }
}

func apiError(_ status: Int, _ code: String, _ headers: [String: String] = [:]) -> LoopbackReply {
    .json(
        """
        {"error": {"message": "No.", "type": "t", "code": "\(code)", "param": "name", "request_id": "r1"}}
        """, status: status, headers)
}

func teamJSON(_ id: String, name: String = "Team") -> String {
    """
    {"id": "\(id)", "object": "team", "organization_id": "o1", "name": "\(name)", "slug": "s-\(id)", \
    "description": "", "metadata": {}, "created_at": "2026-01-01T00:00:00.000Z", \
    "updated_at": "2026-01-01T00:00:00.000Z"}
    """
}

func keyJSON(_ id: String) -> String {
    """
    {"id": "\(id)", "object": "api_key", "api_key": "khk_…9xQ2", "name": "n", "enabled": true, "removed": false, \
    "metadata": {}, "allowed_models": null, "allowed_addresses": [], "rotation": null, \
    "rotation_policy": null, "next_rotation_at": null, \
    "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z"}
    """
}
