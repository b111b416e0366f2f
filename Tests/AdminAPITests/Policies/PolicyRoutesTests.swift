import HTTPTypes
import TestSupport
import Testing

struct PolicyRoutesTests {
    private static let budgets = "/v1/policies/usage-limits"
    private static let rates = "/v1/policies/rate-limits"

    private static func budget(_ more: JSONValue = [:]) -> JSONValue {
        merged(
            [
                "conditions": [["key": "workspace_id", "value": "core"]], "group_by": [["key": "metadata._user"]],
                "type": "cost", "credit_limit": 10.5,
            ], more)
    }

    private static func rate(_ more: JSONValue = [:]) -> JSONValue {
        merged(
            [
                "conditions": [["key": "api_key", "value": "*"]], "group_by": [["key": "api_key"]],
                "type": "requests", "unit": "rpm", "value": 100,
            ], more)
    }

    private static func merged(_ left: JSONValue, _ right: JSONValue) -> JSONValue {
        .object((left.object ?? [:]).merging(right.object ?? [:]) { $1 })
    }

    @Test func `a budget is created whole, read back the same, and speaks both vocabularies`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant(organization: ["time_zone": "Europe/Vilnius"])
            let made = try await world.made(
                Self.budgets, token: tenant.token,
                json: Self.budget(["name": "b", "alert_threshold": 10.499999999, "periodic_reset": "monthly"]))
            #expect(made["object"] == "policy_usage_limits")
            #expect(made["conditions"] == [["key": "team_id", "value": .string(tenant.teamID)]])
            #expect(made["group_by"] == [["key": "metadata._user"]])
            #expect(made["credit_limit"] == 10.5 && made["alert_threshold"] == 10.499999999)
            #expect(made["workspace_id"] == made["team_id"] && made["team_id"]?.string == tenant.teamID)
            #expect(made["organisation_id"] == made["organization_id"])
            #expect(made["next_usage_reset_at"] == "2026-01-31T22:00:00.000Z")
            #expect(made["last_reset_at"] == .null)
            let path = "\(Self.budgets)/\(made["id"]?.string ?? "")"
            #expect(try await world.send(.get, path, token: tenant.token).json == made)
            world.time.advance(seconds: 86_400)
            let later = try await world.send(.get, path, token: try await world.token(tenant.client))
            #expect(later["last_reset_at"] == "2026-01-31T22:00:00.000Z")
            #expect(later["next_usage_reset_at"] == "2026-02-28T22:00:00.000Z")
        }
    }

    @Test func `a team may be named by slug, a user by address, and nobody else's by anything`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let key = try await mine.key()
            for (name, value, id) in [
                ("team_id", "core", mine.teamID), ("workspace_id", mine.teamID, mine.teamID),
                ("user_id", "OWNER@mine.example", mine.userID), ("api_key_id", key.id, key.id),
                ("organisation_id", "mine", mine.id),
            ] {
                let made = try await world.made(
                    Self.rates, token: mine.token,
                    json: Self.rate(["conditions": [["key": .string(name), "excludes": [.string(value), "*"]]]]))
                #expect(made["conditions"]?[0]?["excludes"] == [.string(id), "*"])
            }
            let before = try await world.dump()
            for (name, value) in [
                ("team_id", theirs.teamID), ("user_id", theirs.userID), ("user_id", "owner@theirs.example"),
                ("organization_id", theirs.id), ("organization_id", "theirs"), ("api_key", theirs.teamID),
                ("team_id", "no-such"),
            ] {
                let reply = try await world.send(
                    .post, Self.rates, token: mine.token,
                    json: Self.rate(["conditions": [["key": .string(name), "value": .string(value)]]]))
                #expect(reply.status == 422 && reply.errorParam == "conditions[0].value", "\(name) \(value)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a policy made in a team is for that team's calls alone, and is listed there`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let all = try await world.made(Self.rates, token: tenant.token, json: Self.rate())
            let ofTeam = try await world.made(
                Self.rates, token: tenant.token, json: Self.rate(["workspace_id": "core", "organisation_id": "acme"]))
            #expect(ofTeam["conditions"]?[1] == ["key": "team_id", "value": .string(tenant.teamID)])
            func ids(_ query: String) async throws -> [JSONValue] {
                let page = try await world.send(.get, "\(Self.rates)?\(query)", token: tenant.token)
                #expect(page["total"]?.number == Double(page["data"]?.array?.count ?? -1))
                return page["data"]?.array?.compactMap { $0["id"] } ?? []
            }
            #expect(try await ids("workspace_id=core") == [ofTeam["id"]])
            #expect(try await ids("team_id=\(tenant.teamID)&unit=rpm&type=requests") == [ofTeam["id"]])
            #expect(try await ids("status=active") == [all["id"], ofTeam["id"]])
            #expect(try await ids("status=archived") == [])
            #expect(try await ids("unit=rpd") == [])
        }
    }

    @Test func `pages go by id or by number, and tell how many there are`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            var made: [JSONValue?] = []
            for _ in 0..<5 {
                made.append(try await world.made(Self.rates, token: tenant.token, json: Self.rate())["id"])
            }
            func page(_ query: String) async throws -> ([JSONValue?], JSONValue?) {
                let page = try await world.send(.get, "\(Self.rates)?\(query)", token: tenant.token)
                #expect(page["total"] == 5)
                return (page["data"]?.array?.map { $0["id"] } ?? [], page["has_more"])
            }
            let first = try await page("limit=2")
            #expect(first.0 == Array(made[..<2]) && first.1 == true)
            let second = try await page("limit=2&after=\(made[1]?.string ?? "")")
            #expect(second.0 == Array(made[2..<4]))
            let last = try await page("page_size=2&current_page=2")
            #expect(last.0 == Array(made[4...]) && last.1 == false)
            for (query, param) in [
                ("page_size=0", "page_size"), ("page_size=1001", "page_size"), ("current_page=-1", "current_page"),
                ("page_size=1&after=\(made[0]?.string ?? "")", "after"), ("status=gone", "status"),
                ("type=cost", "type"),
                ("unit=rpy", "unit"), ("team_id=core&workspace_id=other", "workspace_id"),
            ] {
                let reply = try await world.send(.get, "\(Self.rates)?\(query)", token: tenant.token)
                #expect(reply.status == 400 && reply.errorParam == param, "\(query)")
            }
        }
    }

    @Test(arguments: [HTTPRequest.Method.put, .patch])
    func `a change says what changes, with PUT as with PATCH`(_ method: HTTPRequest.Method) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await world.made(
                Self.budgets, token: tenant.token,
                json: Self.budget(["name": "b", "alert_threshold": 5, "periodic_reset": "weekly"]))
            let path = "\(Self.budgets)/\(made["id"]?.string ?? "")"
            world.time.advance(seconds: 1)
            let changed = try await world.send(
                method, path, token: tenant.token,
                json: ["credit_limit": 20, "alert_threshold": nil, "periodic_reset_days": 30, "mode": "shadow"])
            #expect(changed["credit_limit"] == 20 && changed["alert_threshold"] == .null)
            #expect(changed["periodic_reset"] == .null && changed["periodic_reset_days"] == 30)
            #expect(changed["next_usage_reset_at"] == "2026-03-02T09:00:01.000Z")
            #expect(changed["name"] == "b" && changed["conditions"] == made["conditions"])
            let dated = try await world.send(
                method, path, token: tenant.token, json: ["next_usage_reset_at": "2026-02-03T12:00:00+02:00"])
            #expect(dated["next_usage_reset_at"] == "2026-02-03T10:00:00.000Z")
            let never = try await world.send(
                method, path, token: tenant.token, json: ["periodic_reset": nil, "name": nil])
            #expect(never["next_usage_reset_at"] == .null && never["name"] == .null)
        }
    }

    @Test func `an archived policy is listed as such, is not changed, and comes back by a restore`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await world.made(Self.rates, token: tenant.token, json: Self.rate(["name": "r"]))
            let path = "\(Self.rates)/\(made["id"]?.string ?? "")"
            for _ in 0..<2 {
                let archived = try await world.send(.delete, path, token: tenant.token)
                #expect(archived.status == 200 && archived["status"] == "archived")
            }
            #expect(try await world.send(.patch, path, token: tenant.token, json: ["value": 1]).status == 409)
            #expect(try await world.send(.get, "\(path)?status=active", token: tenant.token).status == 404)
            #expect(try await world.send(.get, path, token: tenant.token)["status"] == "archived")
            let second = try await world.made(Self.rates, token: tenant.token, json: Self.rate(["name": "r"]))
            #expect(try await world.send(.post, "\(path)/restore", token: tenant.token).status == 409)
            _ = try await world.send(.delete, "\(Self.rates)/\(second["id"]?.string ?? "")", token: tenant.token)
            #expect(try await world.send(.post, "\(path)/restore", token: tenant.token)["status"] == "active")
            let budget = try await world.send(.get, "\(Self.budgets)/\(made["id"]?.string ?? "")", token: tenant.token)
            #expect(budget.status == 404)
        }
    }

    @Test func `an increase holds until it expires, and is above the limit`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await world.made(Self.budgets, token: tenant.token, json: Self.budget())
            let path = "\(Self.budgets)/\(made["id"]?.string ?? "")"
            func raise(_ limit: JSONValue, _ until: String) async throws -> Reply {
                try await world.send(
                    .put, "\(path)/override", token: tenant.token,
                    json: ["credit_limit": limit, "expires_at": .string(until)])
            }
            let raised = try await raise(12, "2026-01-31T10:00:00Z")
            #expect(raised["override"] == ["credit_limit": 12, "expires_at": "2026-01-31T10:00:00.000Z"])
            #expect(raised["credit_limit"] == 10.5)
            for (limit, until, param) in [
                (10.5, "2026-01-31T10:00:00Z", "credit_limit"), (12, "2026-01-31T09:00:00Z", "expires_at"),
                (12, "2027-02-03T09:00:00Z", "expires_at"), (12, "soon", "expires_at"),
            ] as [(JSONValue, String, String)] {
                let reply = try await raise(limit, until)
                #expect(reply.status == 400 && reply.errorParam == param, "\(until)")
            }
            let low = try await world.send(.patch, path, token: tenant.token, json: ["credit_limit": 12])
            #expect(low.status == 400 && low.errorParam == "credit_limit")
            _ = try await raise(12, "2026-01-31T09:30:00Z")
            world.time.advance(seconds: 1800)
            #expect(try await world.send(.get, path, token: tenant.token)["override"] == .null)
            _ = try await raise(12, "2026-02-01T10:00:00Z")
            #expect(try await world.send(.delete, "\(path)/override", token: tenant.token)["override"] == .null)
        }
    }

    @Test func `a policy is in the audit trail with every change, in the words of its own`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await world.made(Self.budgets, token: tenant.token, json: Self.budget(["name": "b"]))
            let path = "\(Self.budgets)/\(made["id"]?.string ?? "")"
            _ = try await world.send(.patch, path, token: tenant.token, json: ["credit_limit": 11])
            // What changes nothing is no event.
            _ = try await world.send(.patch, path, token: tenant.token, json: ["credit_limit": 11])
            _ = try await world.send(.delete, path, token: tenant.token)
            _ = try await world.send(.post, "\(path)/restore", token: tenant.token)
            let events = try await world.dump().filter { $0.hasPrefix("audit_events") && $0.contains("policy.") }
            #expect(events.count == 4, "\(events)")
            #expect(events.contains { $0.contains("11 cost") })
        }
    }
}
