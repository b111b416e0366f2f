import AdminClient
import LoopbackSupport
import Testing
import Wire

@Suite struct EndpointTests {
    /// Those that are for other programs: a metrics collector, a browser of the API, a proxy that asks about a call,
    /// clients that change with PUT what these change with PATCH.
    private let notForClients: Set<Endpoint> = [
        .metrics, .openAPI, .docs, .authorize, .putUsageLimit, .putRateLimit,
    ]

    @Test func `every endpoint has its function`() throws {
        try LoopbackServer.run(issuingTokens { _ in apiError(404, "not_found") }) { server in
            let client = client(server.url) { $0.apiKey = SecretText("khk_mine") }
            for call in calls(client) { #expect(throws: AdminClientError.self) { try call() } }
            let expected = Set(Endpoint.allCases).subtracting(notForClients).map { endpoint in
                endpoint.method.rawValue + " " + endpoint.path("p1", "p2")
            }
            #expect(Set(server.requests.map(\.line)) == Set(expected))
        }
    }

    @Test func `a change that is kept is not sent, and one that clears is sent as null`() throws {
        try LoopbackServer.run(issuingTokens { _ in .json(keyJSON("k1")) }) { server in
            var body = UpdateKeyBody()
            body.expirationDate = .clear
            body.enabled = .set(false)
            _ = try client(server.url).updateKey("k1", of: .user, body)
            let sent = try #require(server.requests.last?.body)
            #expect(sent.contains(#""expiration_date":null"#) && sent.contains(#""enabled":false"#))
            #expect(!sent.contains("name") && !sent.contains("metadata"))
        }
    }

    @Test func `the organization goes with every call to the API, and an id cannot leave its place in the path`() throws
    {
        try LoopbackServer.run(issuingTokens { _ in .json(teamJSON("t1")) }) { server in
            let client = client(server.url + "/") { $0.organization = "acme" }
            _ = try client.getTeam("../users?x")
            #expect(server.requests.last?.target == "/v1/teams/..%2Fusers%3Fx")
            #expect(server.requests.last?.headers["keyhold-organization"] == "acme")
        }
    }

    @Test(arguments: ["", ".", ".."])
    func `an id that would name something else in a path is not sent`(id: String) throws {
        try LoopbackServer.run(issuingTokens { _ in .status(204) }) { server in
            #expect(throws: AdminClientError.self) { try client(server.url).deleteKey(id, of: .team("t1")) }
            #expect(throws: AdminClientError.self) { try client(server.url).deleteUser(id) }
            #expect(server.requests.allSatisfy { $0.path == "/oauth2/token" })
        }
    }

    private func calls(_ client: KeyholdClient) -> [() throws -> Void] {
        tenancy(client) + keys(client) + models(client) + others(client) + policies(client)
    }

    private func tenancy(_ client: KeyholdClient) -> [() throws -> Void] {
        [
            { _ = try client.createOrganization(CreateOrganizationBody(name: "n")) },
            { _ = try client.listOrganizations() },
            { _ = try client.getOrganization("p1") },
            { _ = try client.updateOrganization("p1", UpdateOrganizationBody()) },
            { try client.deleteOrganization("p1") },
            { _ = try client.createUser(CreateUserBody(email: "e", name: "n")) },
            { _ = try client.listUsers() },
            { _ = try client.getUser("p1") },
            { _ = try client.updateUser("p1", UpdateUserBody()) },
            { try client.deleteUser("p1") },
            { _ = try client.createTeam(CreateTeamBody(name: "n")) },
            { _ = try client.listTeams() },
            { _ = try client.getTeam("p1") },
            { _ = try client.updateTeam("p1", UpdateTeamBody()) },
            { try client.deleteTeam("p1") },
            { _ = try client.createTeamMember(team: "p1", user: "p2") },
            { _ = try client.listTeamMembers(team: "p1") },
            { _ = try client.getTeamMember(team: "p1", user: "p2") },
            { _ = try client.updateTeamMember(team: "p1", user: "p2", UpdateTeamMemberBody()) },
            { try client.deleteTeamMember(team: "p1", user: "p2") },
        ]
    }

    private func keys(_ client: KeyholdClient) -> [() throws -> Void] {
        [(KeyOwner.team("p1"), "p2"), (KeyOwner.user, "p1")].flatMap { owner, key -> [() throws -> Void] in
            [
                { _ = try client.createKey(of: owner, CreateKeyBody(name: "n")) },
                { _ = try client.listKeys(of: owner) },
                { _ = try client.getKey(key, of: owner) },
                { _ = try client.updateKey(key, of: owner, UpdateKeyBody()) },
                { try client.deleteKey(key, of: owner) },
                { _ = try client.rotateKey(key, of: owner) },
                { _ = try client.regenerateKey(key, of: owner) },
                { _ = try client.getKeyRotation(key, of: owner) },
                { _ = try client.completeKeyRotation(key, of: owner) },
                { _ = try client.extendKeyRotation(key, of: owner, ExtendRotationBody(transitionSeconds: 1)) },
                { _ = try client.rollbackKeyRotation(key, of: owner) },
            ]
        }
    }

    private func models(_ client: KeyholdClient) -> [() throws -> Void] {
        [
            { _ = try client.createModel(CreateModelBody(name: "n")) },
            { _ = try client.listModels() },
            { _ = try client.getModel("p1") },
            { _ = try client.updateModel("p1", UpdateModelBody()) },
            { try client.deleteModel("p1") },
            { _ = try client.listModelPrices(of: "p1") },
            { _ = try client.importModels(Array("[]".utf8)) },
            { _ = try client.usableModels() },
            { _ = try client.usableModel("p1") },
            { _ = try client.getTeamModels(ofTeam: "p1") },
            { _ = try client.getFallbacks(of: "p1") },
            { _ = try client.createFallbacks(of: "p1", SetModelFallbacksBody(models: [])) },
            { _ = try client.updateFallbacks(of: "p1", SetModelFallbacksBody(models: [])) },
            { try client.deleteFallbacks(of: "p1") },
            { _ = try client.resolveModel("p1") },
            { _ = try client.getFallbacks(of: "p2", team: "p1") },
            { _ = try client.createFallbacks(of: "p2", team: "p1", SetModelFallbacksBody(models: [])) },
            { _ = try client.updateFallbacks(of: "p2", team: "p1", SetModelFallbacksBody(models: [])) },
            { try client.deleteFallbacks(of: "p2", team: "p1") },
            { _ = try client.setTeamModels(ofTeam: "p1", SetTeamModelsBody(mode: "all")) },
        ]
    }

    private func others(_ client: KeyholdClient) -> [() throws -> Void] {
        [
            { _ = try client.rotateOwnKey() },
            { _ = try client.holder() },
            { _ = try client.rotateAllKeys(ofTeam: "p1") },
            { _ = try client.searchKeys() },
            { _ = try client.listDueKeys() },
            { _ = try client.lookupSecret(SecretText("khk_x")) },
            { _ = try client.revokeLeakedSecret(SecretText("khk_x")) },
            { _ = try client.getClientRotation("p1") },
            { _ = try client.completeClientRotation("p1") },
            { _ = try client.extendClientRotation("p1", ExtendRotationBody(transitionSeconds: 1)) },
            { _ = try client.rollbackClientRotation("p1") },
            { _ = try client.createClient(CreateClientBody(name: "n", scopes: [])) },
            { _ = try client.listClients() },
            { _ = try client.getClient("p1") },
            { _ = try client.updateClient("p1", UpdateClientBody()) },
            { try client.deleteClient("p1") },
            { _ = try client.rotateClientSecret("p1") },
            { _ = try client.introspectOwnToken() },
            { try client.revokeToken(SecretText("kha_x")) },
            { _ = try client.serverMetadata() },
            { _ = try client.verifyKey(VerifyRequestBody(key: "k")) },
            { _ = try client.explainKey(VerifyRequestBody(key: "k")) },
            { _ = try client.ownLimits() },
            { _ = try client.createReservation(CreateReservationBody(key: "k")) },
            { _ = try client.listReservations() },
            { _ = try client.getReservation("p1") },
            { _ = try client.settleReservation("p1", SettleBody(usage: UsageBody(inputTokens: 1, outputTokens: 1))) },
            { _ = try client.releaseReservation("p1") },
            { _ = try client.extendReservation("p1", ExtendReservationBody(ttlSeconds: 60)) },
            {
                _ = try client.recordUsage([
                    UsageRecordBody(keyID: "k", usage: UsageBody(inputTokens: 1, outputTokens: 1))
                ])
            },
            { _ = try client.listUsage() },
            { _ = try client.getUsage("p1") },
            { _ = try client.correctUsage("p1", CorrectUsageBody(reason: "r")) },
            { _ = try client.repriceUsage(RepriceUsageBody(from: "f", to: "t")) },
            { _ = try client.health() },
            { _ = try client.readiness() },
        ]
    }

    private func policies(_ client: KeyholdClient) -> [() throws -> Void] {
        let budget = CreateUsageLimitBody(conditions: [], groupBy: [], type: "cost", creditLimit: DollarsBody(1))
        let increase = UsageOverrideBody(creditLimit: DollarsBody(2), expiresAt: "2030-01-01T00:00:00Z")
        let rate = CreateRateLimitBody(conditions: [], groupBy: [], type: "requests", unit: "rpm", value: 1)
        return [
            { _ = try client.createUsageLimit(budget) },
            { _ = try client.listUsageLimits() },
            { _ = try client.getUsageLimit("p1") },
            { _ = try client.updateUsageLimit("p1", UpdateUsageLimitBody()) },
            { _ = try client.archiveUsageLimit("p1") },
            { _ = try client.restoreUsageLimit("p1") },
            { _ = try client.overrideUsageLimit("p1", increase) },
            { _ = try client.endUsageLimitOverride("p1") },
            { _ = try client.listUsageEntities(of: "p1") },
            { _ = try client.resetUsageEntity("p2", of: "p1") },
            { _ = try client.createRateLimit(rate) },
            { _ = try client.listRateLimits() },
            { _ = try client.getRateLimit("p1") },
            { _ = try client.updateRateLimit("p1", UpdateRateLimitBody()) },
            { _ = try client.archiveRateLimit("p1") },
            { _ = try client.restoreRateLimit("p1") },
        ]
    }
}
