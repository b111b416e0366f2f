import Wire

extension KeyholdClient {
    /// Whether a key is good, and for what. A key that is not is an answer, not an error.
    public func verifyKey(_ body: VerifyRequestBody) throws(AdminClientError) -> VerifyBody {
        try send(Call(.verifyKey, body: Codec.encode(body)))
    }
}
