import Domain
import Foundation
import HTTPTypes
import Hummingbird
import KeyVault
import NIOCore
import Wire

/// How a POST or a PATCH is answered that may be repeated (draft-ietf-httpapi-idempotency-key-header): the operation and its reply
/// are told apart, so that the reply can be kept in the operation's own transaction.
struct IdempotentRoute: Sendable {
    let service: AdminService

    /// Whether the operation takes an `Idempotency-Key` is `Endpoint.isIdempotent`, and nothing else.
    func answer<Call: RepeatableCall, Result: Sendable>(
        _ call: Call, _ request: RouteRequest,
        _ operation: @Sendable (Call) async throws(AdminError) -> Result,
        reply: @escaping @Sendable (Result) -> RouteReply
    ) async throws(AdminError) -> RouteReply {
        guard request.endpoint.isIdempotent, let header = request.request.headers.value(of: .idempotencyKey) else {
            return reply(try await operation(call))
        }
        let slot = try await slot(header, call, request, reply)
        let outcome: Swift.Result<RouteReply, AdminError> = await service.inFlight.alone(
            caller: slot.caller, key: slot.key
        ) {
            do throws(AdminError) {
                if let kept = try await replay(slot) { return .success(kept) }
                return .success(reply(try await operation(call.keeping(slot))))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private func replay(_ slot: IdempotencySlot) async throws(AdminError) -> RouteReply? {
        try await service.database.read { transaction throws(AdminError) in try slot.replay(from: transaction) }?.reply
    }

    private func slot<Result: Sendable>(
        _ header: String, _ call: some RepeatableCall, _ request: RouteRequest,
        _ reply: @escaping @Sendable (Result) -> RouteReply
    ) async throws(AdminError) -> IdempotencySlot {
        let body = try await request.collect()
        let uri = request.request.uri
        let parts = [
            request.endpoint.rawValue, uri.path, uri.query ?? "", request.request.headers[.organization] ?? "",
        ]
        let text = parts.joined(separator: "\n") + "\n"
        return IdempotencySlot(
            caller: call.actor, key: try Self.key(header),
            fingerprint: try Hash.sha256(Array(text.utf8) + Array(body.readableBytesView) + call.standing),
            endpoint: request.endpoint, heldScopes: call.heldScopes, vault: service.vault
        ) { result throws(AdminError) in
            guard let result = result as? Result else { throw .internal("a use case returned another type") }
            return KeptReply(reply(result))
        }
    }

    /// A structured-field string (RFC 8941 §3.3.3), or the same without its quotes, as most clients send it.
    private static func key(_ header: String) throws(AdminError) -> String {
        var key = header[...]
        if key.count >= 2, key.first == "\"", key.last == "\"" { key = key.dropFirst().dropLast() }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 })
        else {
            throw .invalid(
                "Idempotency-Key", "Idempotency-Key must have 1 to 255 printable ASCII characters without blanks.")
        }
        return String(key)
    }
}

extension Endpoint {
    /// Whether it takes an `Idempotency-Key`: every POST and PATCH of management that changes something, and the rotation
    /// by a key's holder. PUT and DELETE are repeatable by what they mean (RFC 9110 §9.2.2).
    var isIdempotent: Bool {
        guard self != .rotateOwnKey else { return true }
        guard method == .post || method == .patch, case .scope = access else { return false }
        switch self {
        // These only ask.
        case .verifyKey, .explainKey, .lookupSecret: return false
        // These are idempotent by the call's own request id, or by the reservation that they name.
        case .createReservation, .settleReservation, .releaseReservation, .extendReservation, .recordUsage: return false
        // What it has done already it finds done.
        case .repriceUsage: return false
        default: return true
        }
    }

    /// Whether the reply shows a secret, and so is kept for minutes only.
    var showsSecret: Bool {
        switch self {
        case .createTeamKey, .createUserKey, .rotateTeamKey, .rotateUserKey, .rotateAllTeamKeys, .rotateOwnKey,
            .regenerateTeamKey, .regenerateUserKey, .createClient, .rotateClientSecret:
            true
        default: false
        }
    }

    /// Whether what a caller may do there hangs on more than the scope in `access`: what it hands out, or whose it is.
    var asksForMoreThanItsScope: Bool {
        switch access {
        case .scope(.keysWrite): self == .revokeLeakedSecret
        case .scope(.teamsWrite), .scope(.modelsWrite), .scope(.policiesWrite): false
        default: true
        }
    }
}

extension KeptReply {
    init(_ reply: RouteReply) {
        var headers: [String: String] = [:]
        for field in reply.headers { headers[field.name.rawName] = field.value }
        status = reply.status.code
        self.headers = headers
        body = Data(reply.body.readableBytesView)
        neededScopes = nil
    }

    var reply: RouteReply {
        var fields = HTTPFields()
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        fields[.idempotencyReplayed] = "true"
        return RouteReply(status: HTTPResponse.Status(code: status), headers: fields, body: ByteBuffer(bytes: body))
    }
}

extension HTTPField.Name {
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed")!
}
