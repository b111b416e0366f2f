import Domain

/// A call that may come with an `Idempotency-Key`.
protocol RepeatableCall: Attributable, Sendable {
    /// Where the reply is to be kept, for a call that may be repeated.
    var idempotency: IdempotencySlot? { get set }
    /// What the caller is beside its name: a call with another of these is another request, though its body is the same.
    var standing: [UInt8] { get }
    /// What the caller's token reaches; `nil` for a caller that has no scopes.
    var heldScopes: Set<Scope>? { get }
}

extension RepeatableCall {
    func keeping(_ slot: IdempotencySlot) -> Self {
        var call = self
        call.idempotency = slot
        return call
    }
}

extension ManagementCall {
    /// A client that was bound to another user since is not answered with that one's secrets.
    var standing: [UInt8] { client.userID.map { Array("\nuser:\($0.text)".utf8) } ?? [] }
    var heldScopes: Set<Scope>? { client.scopes }
}

extension HolderCall {
    /// Whoever has another secret of the key did not make the first request.
    var standing: [UInt8] { Array("\nsecret:".utf8) + key.presented.bytes }
    var heldScopes: Set<Scope>? { nil }
}
