import Wire

extension KeyholdClient {
    /// Whose a secret is, as far as this client may know. One that nobody knows is an answer, not an error.
    public func lookupSecret(_ secret: SecretText) throws(AdminClientError) -> SecretLookupBody {
        try send(Call(.lookupSecret, body: Codec.encode(FoundSecretBody(secret: secret.revealSecret()))))
    }

    /// Ends what a leaked secret opens, at once.
    public func revokeLeakedSecret(_ secret: SecretText) throws(AdminClientError) -> LeakRevocationBody {
        try send(Call(.revokeLeakedSecret, body: Codec.encode(FoundSecretBody(secret: secret.revealSecret()))))
    }
}
