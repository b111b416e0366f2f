import Domain
import Policy
import Testing

struct AuthorizationTests {
    private let source = UUIDv7Source()
    private let now = Instant(milliseconds: 1_769_850_000_000)

    private func client(_ scopes: Set<Scope>, in organization: OrganizationID? = nil) -> ClientCaller {
        ClientCaller(
            clientID: source.next(OAuthClient.self, at: now), organizationID: organization, userID: nil,
            scopes: scopes, tokenID: source.next(AccessToken.self, at: now))
    }

    @Test func `a client passes exactly the guards whose scopes it holds`() throws {
        for held in Scope.allCases {
            for needed in Scope.allCases {
                let caller = Caller.client(client([held]))
                let passes = (try? Authorization.client(caller, needing: needed)) != nil
                #expect(passes == (held == .all || held == needed), "\(held) for \(needed)")
            }
        }
    }

    @Test func `a missing scope is forbidden, and named`() {
        let error = #expect(throws: AdminError.self) {
            try Authorization.client(.client(client([.keysRead])), needing: .keysWrite)
        }
        #expect(error?.code == .forbidden)
        #expect(error?.message.contains("keys.write") == true)
        #expect(error?.message.contains("keys.read") == false)
    }

    @Test func `neither the operator nor the daemon passes for a client`() {
        for caller in [Caller.operatorAtHost, .system] {
            let error = #expect(throws: AdminError.self) { try Authorization.client(caller, needing: .keysRead) }
            #expect(error?.code == .unauthenticated)
        }
    }

    @Test func `nobody hands out more than they hold`() throws {
        let held: Set<Scope> = [.keysRead, .clientsWrite]
        try Authorization.requireCover([.keysRead], by: client(held))
        try Authorization.requireCover(held, by: client(held))
        try Authorization.requireCover([.all], by: client([.all]))
        for wish in [[.keysWrite], [.all], [.keysRead, .usersWrite]] as [Set<Scope>] {
            let error = #expect(throws: AdminError.self) { try Authorization.requireCover(wish, by: client(held)) }
            #expect(error?.code == .forbidden && error?.param == "scopes")
        }
    }

    @Test func `every single scope but everything covers no other`() {
        for held in Scope.allCases where held != .all {
            for wish in Scope.allCases where wish != held {
                #expect(throws: AdminError.self) { try Authorization.requireCover([wish], by: client([held])) }
            }
        }
    }

    @Test func `a tenant's client sees its own organization and no other, whatever its scopes`() throws {
        let (own, other) = (source.next(Organization.self, at: now), source.next(Organization.self, at: now))
        let tenant = client([.all], in: own)
        #expect(Authorization.maySee(own, tenant) && !Authorization.maySee(other, tenant))
        #expect(Authorization.maySee(own, client([.keysRead])))
        try Authorization.requirePlatform(client([.keysRead]))
        let error = #expect(throws: AdminError.self) { try Authorization.requirePlatform(tenant) }
        #expect(error?.code == .forbidden)
    }
}
