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
        case "GET /v1/teams/\(teamID)/api_keys": return .json("[\(key)]")
        case "GET /v1/keys" where request.query("owner") == teamID && request.query("search") == "ci":
            return .json(
                #"""
                {"object":"list","data":[\#(key)],"has_more":false,"first_id":"k1","last_id":"k1","total":1}
                """#)
        case "GET /v1/teams/\(teamID)/api_keys/k1": return .json(key)
        case "GET /v1/teams/\(teamID)/api_keys/k1/rotation", "POST /v1/teams/\(teamID)/api_keys/k1/rotation/extend":
            return .json(rotation)
        case "POST /v1/teams/\(teamID)/api_keys/rotate_all":
            return .json(#"{"object":"list","data":[\#(key)],"has_more":false,"first_id":"k1","last_id":"k1"}"#)
        case "POST /v1/keys/lookup": return .json(lookup(request))
        case "POST /v1/keys/revoke_leaked":
            return .json(#"{"revoked": true, "action": "key_disabled", "key_id": "k1"}"#)
        case "GET /v1/me": return .json(holder)
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

    /// Live where it ends in the first known secret's last digits, dead where in the second's, and else not known.
    private static func lookup(_ request: LoopbackRequest) -> String {
        let facts = #""kind": "api_key", "state": "current", "key_id": "k1", "name": "ci""#
        if request.body.contains("lbpi") { return #"{"found": true, "live": true, \#(facts)}"# }
        return request.body.contains("khs_") ? #"{"found": true, "live": false, \#(facts)}"# : #"{"found": false}"#
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
        "rotation": null, "rotation_policy": null, "next_rotation_at": null, \
        "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z"}
        """

    private static let rotation = """
        {"object": "rotation", "in_transition": true, "began_at": "2026-01-01T00:00:00.000Z", \
        "ends_at": "2026-01-01T01:00:00.000Z", "started_by": "client:c1", "secrets": [\
        {"secret": "khk_…AAAA", "state": "current", "created_at": "2026-01-01T00:00:00.000Z", "last_used_at": null, \
        "last_used_address": null, "last_used_user_agent": null}, \
        {"secret": "khk_…BBBB", "state": "outgoing", "created_at": "2025-01-01T00:00:00.000Z", \
        "last_used_at": "2026-01-01T00:30:00.000Z", "last_used_address": "10.0.0.9", "last_used_user_agent": "app/1"}]}
        """

    private static let holder = """
        {"object": "api_key_holder", "key_id": "k1", "name": "ci", "organization_id": "o1", "team_id": "\(teamID)", \
        "metadata": {}, "allowed_models": null, "expires_at": null, "in_transition": true, \
        "secret_ends_at": "2026-01-01T01:00:00.000Z", "next_rotation_at": null}
        """
}
