import HTTPClient
import Wire

extension KeyholdClient {
    /// What the configuration's API key may know of itself.
    /// - Throws: `AdminClientError.missingAPIKey` where the configuration has none.
    public func holder() throws(AdminClientError) -> HolderBody {
        try Codec.decode(HolderBody.self, from: try accepted(try perform(Call(.getHolder), bearer: try ownKey())))
    }

    /// Rotates the configuration's API key, as the key itself.
    /// - Throws: `AdminClientError.missingAPIKey` where the configuration has none.
    public func rotateOwnKey(
        transitionSeconds: Int64? = nil, force: Bool = false
    ) throws(AdminClientError) -> APIKeyBody {
        let body = Codec.encode(RotateBody(transitionSeconds: transitionSeconds, force: force ? true : nil))
        let response = try perform(Call(.rotateOwnKey, body: body), bearer: try ownKey())
        return try Codec.decode(APIKeyBody.self, from: try accepted(response))
    }

    /// How the limits stand that the configuration's API key comes under.
    ///
    /// - Parameter model: for limits that are of a model; `nil` leaves those out.
    /// - Throws: `AdminClientError.missingAPIKey` where the configuration has none.
    public func ownLimits(model: String? = nil) throws(AdminClientError) -> OwnLimitsBody {
        let call = Call(.getOwnLimits, query: Query([("model", model)]))
        return try Codec.decode(OwnLimitsBody.self, from: try accepted(try perform(call, bearer: try ownKey())))
    }

    private func ownKey() throws(AdminClientError) -> SecretText {
        guard let key = configuration.apiKey else { throw .missingAPIKey }
        return key
    }
}
