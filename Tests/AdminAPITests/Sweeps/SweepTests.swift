import Domain
import KeyVault
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// Walks every endpoint that there is: none can be forgotten.
struct SweepTests {
    @Test(arguments: Endpoint.allCases)
    func `nobody gets in without a credential, but where anybody may`(_ endpoint: Endpoint) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let request = SweptRequest(endpoint, try await SweptIDs(of: tenant))
            let before = try await world.dump()
            let reply = try await request.send(in: world, token: nil)
            if endpoint.access == .open {
                #expect(reply.status == 200)
                return
            }
            #expect(reply.status == 401)
            #expect(reply.header("WWW-Authenticate") != nil)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test(arguments: Endpoint.allCases.filter { $0.access != .open && $0.access != .clientCredential })
    func `a credential that is none is no credential`(_ endpoint: Endpoint) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let ids = try await SweptIDs(of: tenant)
            let request = SweptRequest(endpoint, ids)
            let revoked = try await world.token(tenant.client)
            _ = try await world.form("/oauth2/revoke", [("token", revoked)], basic: tenant.client)
            var others = ["", "x", tenant.client.secret, world.root.secret, revoked, String(tenant.token.dropLast())]
            switch endpoint.access {
            case .apiKey: others.append(tenant.token)
            case .apiKeyOrScope: break
            default: others.append(ids.teamKeySecret)
            }
            let before = try await world.dump()
            for token in others {
                let reply = try await request.send(in: world, token: token)
                #expect(reply.status == 401, "\(token.prefix(4))")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test(arguments: Endpoint.allCases)
    func `every scope but the needed one is not enough, and changes nothing`(_ endpoint: Endpoint) async throws {
        guard case .scope(let needed) = endpoint.access else { return }
        try await withWorld { world in
            let tenant = try await world.tenant()
            let request = SweptRequest(endpoint, try await SweptIDs(of: tenant))
            let rest = Scope.allCases.filter { $0 != needed && $0 != .all }.map(\.rawValue)
            let root = try await world.rootToken()
            let client = try await world.client(rest, in: tenant.id, by: root, user: tenant.userID)
            let token = try await world.token(client)
            let before = try await world.dump()
            let reply = try await request.send(in: world, token: token)
            #expect(reply.status == 403)
            #expect(reply.errorCode == "forbidden")
            #expect(reply.json["error"]?["message"]?.string?.contains(needed.rawValue) == true)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test(arguments: Endpoint.allCases)
    func `the needed scope alone is enough`(_ endpoint: Endpoint) async throws {
        guard case .scope(let needed) = endpoint.access, endpoint != .createOrganization,
            endpoint != .deleteOrganization
        else { return }
        try await withWorld { world in
            let tenant = try await world.tenant()
            let ids = try await SweptIDs(of: tenant)
            var request = SweptRequest(endpoint, ids)
            let root = try await world.rootToken()
            if endpoint == .createTeamMember || endpoint == .deleteUser {
                let user = try await world.made(
                    "/v1/users", token: root, organization: tenant.id, json: ["name": "B", "email": "b@example.com"])
                request = SweptRequest(endpoint, ids.with(user: user["id"]?.string ?? ""))
            }
            let scopes = needed == .clientsWrite ? ["*"] : [needed.rawValue]
            let client = try await world.client(scopes, in: tenant.id, by: root, user: tenant.userID)
            let reply = try await request.send(in: world, token: try await world.token(client))
            #expect((200..<300).contains(reply.status), "\(reply.text)")
        }
    }

    @Test(arguments: Endpoint.allCases)
    func `another tenant's things look word for word like made-up ones`(_ endpoint: Endpoint) async throws {
        guard case .scope = endpoint.access else { return }
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let real = SweptRequest(endpoint, try await SweptIDs(of: theirs))
            let invented = SweptRequest(endpoint, SweptIDs(madeUp: 1))
            let dead = SweptRequest(endpoint, SweptIDs(madeUp: 2))
            let before = try await world.dump()
            let answers = try await [real, invented, dead].asyncMap { try await $0.send(in: world, token: mine.token) }
            if real.path != endpoint.path || endpoint.answersWithoutPath {
                #expect(answers[0].comparable == answers[1].comparable)
                #expect(answers[1].comparable == answers[2].comparable)
                #expect(answers[0].status == 404 || endpoint.answersWithoutPath)
                let isBefore = try await world.dump() == before
                #expect(isBefore)
            } else {
                for word in [theirs.id, theirs.userID, theirs.teamID, theirs.client.id] {
                    #expect(!answers[0].text.contains(word))
                }
            }
        }
    }

    @Test(arguments: Endpoint.allCases)
    func `naming another tenant looks like naming one that does not exist`(_ endpoint: Endpoint) async throws {
        guard case .scope = endpoint.access else { return }
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let ids = try await SweptIDs(of: mine)
            let before = try await world.dump()
            var answers: [Reply] = []
            for name in [theirs.id, theirs.slug, SweptIDs(madeUp: 1).organization, "no-such-slug", "not a slug"] {
                let request = SweptRequest(endpoint, ids)
                if endpoint.ignoresTenant { continue }
                answers.append(try await request.send(in: world, token: mine.token, organization: name))
            }
            #expect(Set(answers.map(\.comparable)).count <= 1)
            #expect(answers.allSatisfy { $0.status == 404 })
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test(arguments: Endpoint.allCases)
    func `the platform has to say whose things it means`(_ endpoint: Endpoint) async throws {
        guard case .scope = endpoint.access, !endpoint.mayLeaveTenantOut, !endpoint.isAboutBoundUser else { return }
        try await withWorld { world in
            let tenant = try await world.tenant()
            let request = SweptRequest(endpoint, try await SweptIDs(of: tenant))
            let before = try await world.dump()
            let reply = try await request.send(in: world, token: try await world.rootToken())
            switch endpoint {
            case .listClients: #expect(reply.status == 200)
            case .getClient, .updateClient, .deleteClient, .rotateClientSecret, .getClientRotation,
                .completeClientRotation, .extendClientRotation, .rollbackClientRotation:
                #expect(reply.status == 404)
            case .createClient: #expect(reply.status == 422)
            case .getModel, .updateModel, .deleteModel, .listModelPrices: #expect(reply.status == 404)
            default:
                #expect(reply.status == 400)
                #expect(reply.errorParam == "Keyhold-Organization")
            }
            let rows = try await world.dump().filter { !$0.hasPrefix("access_tokens") && !$0.hasPrefix("audit") }
            #expect(rows == before.filter { !$0.hasPrefix("access_tokens") && !$0.hasPrefix("audit") })
        }
    }
}

extension Endpoint {
    /// What a tenant's client may not do at all is refused before anybody asks for whom.
    var ignoresTenant: Bool { self == .createOrganization }

    /// Operations that a client of the platform may call for no tenant, or for all.
    var mayLeaveTenantOut: Bool {
        switch self {
        case .createOrganization, .listOrganizations, .getOrganization, .updateOrganization, .deleteOrganization,
            .verifyKey, .lookupSecret, .revokeLeakedSecret, .createModel, .listModels, .importModels:
            true
        default: false
        }
    }

    /// Operations that name another tenant's things in their body.
    var answersWithoutPath: Bool {
        [.createClient, .verifyKey, .lookupSecret, .revokeLeakedSecret].contains(self)
    }

    var isAboutBoundUser: Bool { path.hasPrefix("/v1/user/") }
}

extension Sequence {
    func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
