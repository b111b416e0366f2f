import LoopbackSupport

/// A server that knows one team, one key and one client, and refuses the rest in each of the ways there are.
enum StubServer {
    static let teamID = "019c2222-0000-7000-8000-000000000001"

    static func credential(_ url: String) -> [String: String] {
        ["KEYHOLD_URL": url, "KEYHOLD_CLIENT_ID": "client-1", "KEYHOLD_CLIENT_SECRET": "khs_canarySecret"]
    }

    static func run(_ body: (LoopbackServer) throws -> Void) throws {
        try LoopbackServer.run(answer, body)
    }

    private static let answer: LoopbackServer.Handler = { request in
        switch request.line {
        case "POST /oauth2/token":
            return .json(
                #"{"access_token": "kha_canaryToken", "token_type": "Bearer", "expires_in": 60, "scope": "*"}"#)
        case "GET /healthz", "GET /readyz": return .json(#"{"status": "ok", "version": "0.1.0"}"#)
        case "GET /v1/teams":
            return .json(
                #"{"object":"list","data":[\#(team)],"has_more":false,"first_id":"\#(teamID)","last_id":"\#(teamID)"}"#)
        case "GET /v1/teams/\(teamID)": return .json(team)
        case "DELETE /v1/teams/\(teamID)": return .status(204)
        case "POST /v1/teams/\(teamID)/api_keys": return .json(key, status: 201)
        case "PATCH /v1/apikey/rotate": return .json(key)
        case "POST /v1/keys/verify": return .json(verdict(request))
        case "GET /v1/users": return failure(500, "Something broke.")
        case "GET /v1/organizations": return failure(403, "This needs the scope organizations.read.")
        default: return failure(404, "There is nothing here.")
        }
    }

    private static func verdict(_ request: LoopbackRequest) -> String {
        request.body.contains("khk_good")
            ? #"{"valid": true, "code": "valid", "message": "Good.", "key_id": "k1"}"#
            : #"{"valid": false, "code": "not_found", "message": "No such key."}"#
    }

    private static func failure(_ status: Int, _ message: String) -> LoopbackReply {
        .json(
            #"{"error":{"message":"\#(message)","type":"t","code":"c","param":null,"request_id":"r1"}}"#, status: status
        )
    }

    private static let team = """
        {"id": "\(teamID)", "object": "team", "organization_id": "o1", "name": "Search", "slug": "search", \
        "description": "", "metadata": {}, "created_at": "2026-01-01T00:00:00.000Z", \
        "updated_at": "2026-01-01T00:00:00.000Z"}
        """

    private static let key = """
        {"id": "k1", "object": "api_key", "api_key": "khk_newSecret1234", "name": "ci", "enabled": true, \
        "removed": false, "team_id": "\(teamID)", "metadata": {}, "allowed_models": null, "allowed_addresses": [], \
        "rotation": null, "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z"}
        """
}
