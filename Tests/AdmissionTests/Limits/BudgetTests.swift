import Domain
import TestSupport
import Testing

@testable import Admission

/// Budgets: what is held, what is charged, what is refused.
struct BudgetTests {
    @Test func `of 64 callers on a dollar with calls of a cent exactly a hundred are admitted`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1_000_000_000))
            let call = try world.call(cost: 10_000_000)
            let books = world.books
            let admitted = try await withThrowingTaskGroup(of: Int.self) { group in
                for caller in 0..<64 {
                    group.addTask {
                        var admitted = 0
                        for _ in 0..<4 {
                            let request = try ReserveRequest(
                                requestID: caller % 2 == 0 ? nil : "r\(UInt64.random(in: 0 ... .max))")
                            if try await books.admit(call, reserving: request).denial == nil { admitted += 1 }
                        }
                        return admitted
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(admitted == 100)
            #expect(try world.totals(policy).held == 1_000_000_000)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `what a settlement leaves over fits again, and the settled total never passes the limit`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1000, .tokens))
            let call = try world.call(input: 60, output: 40)
            var open: [ReservationID] = []
            for _ in 0..<12 {
                if let id = try await world.reserve(call).reservation?.id { open.append(id) }
            }
            #expect(open.count == 10)
            for id in open { _ = try await world.settle(id, input: 30, output: 20) }
            #expect(try world.totals(policy).used == 500)
            #expect(try world.totals(policy).held == 0)
            for _ in 0..<5 { #expect(try await world.reserve(call).denial == nil) }
            #expect(try await world.reserve(call).denial != nil)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `a refused call changes no counter of any policy`() async throws {
        try await withBooks { world in
            let wide = [
                world.policy(.budget(1_000_000, .tokens)), world.policy(.budget(1_000_000_000)),
                world.policy(.rate(100, .rpm)), world.policy(.rate(100, nil, .concurrent)),
                world.policy(.rate(1_000_000, .rpm, .tokens)),
            ]
            world.policy(.budget(50, .tokens))
            let answer = try await world.reserve(try world.call(input: 51))
            #expect(answer.denial?.standing.limit == 50)
            #expect(answer.reservation == nil)
            for policy in wide {
                let totals = try world.totals(policy)
                #expect(totals.used == 0 && totals.held == 0)
            }
            #expect(try await world.problems() == [])
        }
    }

    @Test func `the same request id holds once, and is answered with the same reservation`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            let call = try world.call(input: 60)
            let first = try await world.reserve(call, "r1")
            let second = try await world.reserve(call, "r1")
            #expect(first.reservation?.id == second.reservation?.id && first.reservation != nil)
            #expect(try world.totals(policy).held == 60)
            let other = try await world.reserve(try world.call(1, input: 40), "r1")
            #expect(other.reservation != nil && other.reservation?.id != first.reservation?.id)
        }
    }

    @Test func `a request id is remembered when its reservation has ended, be there room for another or not`()
        async throws
    {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            let window = world.policy(.rate(10, .rph))
            let call = try world.call(input: 30)
            let first = try #require(try await world.reserve(call, "r1").reservation)
            _ = try await world.settle(first.id, input: 30)
            #expect(try await world.reserve(call, "r1").reservation?.id == first.id)
            #expect(try world.totals(policy).held == 0 && world.totals(policy).used == 30)
            #expect(try world.totals(window).used == 1)
            #expect(try await world.problems() == [])
            _ = try await world.reserve(try world.call(input: 70))
            #expect(try await world.reserve(call, "r1").reservation?.id == first.id)
            try await world.restart()
            #expect(try await world.reserve(call, "r1").reservation?.id == first.id)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `settling twice charges once; settling otherwise is a conflict`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            let id = try #require(try await world.reserve(try world.call(input: 60)).reservation?.id)
            let first = try await world.settle(id, input: 10)
            let second = try await world.settle(id, input: 10)
            #expect(first.entry?.id == second.entry?.id && first.reservation.id == second.reservation.id)
            #expect(first.entry?.charges == second.entry?.charges && second.reservation.state == .settled)
            #expect(try world.totals(policy).used == 10)
            await #expect(throws: AdminError.self) { try await world.settle(id, input: 11) }
            try await world.restart()
            #expect(try await world.settle(id, input: 10).entry?.id == first.entry?.id)
            await #expect(throws: AdminError.self) { try await world.books.release(id, in: world.organization) }
            #expect(try world.totals(policy).used == 10)
        }
    }

    @Test func `the fallback that answered is charged as what it is, and where it is matched`() async throws {
        try await withBooks { world in
            let cheap = world.policy(
                .budget(1_000_000_000), [PolicyCondition(.model, .anyOf([ValuePattern("cheap")!]))])
            let dear = world.policy(
                .budget(1_000_000_000), [PolicyCondition(.model, .anyOf([ValuePattern("dear")!]))])
            let id = try #require(try await world.reserve(try world.call(input: 1000)).reservation?.id)
            #expect(try world.totals(cheap).held == 1_000_000)
            let settled = try await world.settle(id, input: 1000, by: Samples.dear)
            #expect(settled.entry?.cost == NanoDollars(3_000_000))
            #expect(try world.totals(cheap) == LimitTotals(counters: 1, used: 0, held: 0))
            #expect(try world.totals(dear).used == 3_000_000)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `an expired hold is free at its very instant, and its late settlement counts`() async throws {
        try await withBooks { world in
            let released = world.policy(.budget(100, .tokens))
            let charged = world.policy(.budget(1000, .tokens, onExpiry: .charge))
            let id = try #require(try await world.reserve(try world.call(input: 100), ttl: 60).reservation?.id)
            #expect(try await world.reserve(try world.call(input: 1)).denial != nil)
            world.time.advance(seconds: 60)
            let next = try await world.reserve(try world.call(input: 1)).reservation?.id
            #expect(next != nil)
            #expect(try world.totals(charged).used == 100)
            try await world.restart()
            _ = try await world.settle(id, input: 40)
            #expect(try world.totals(released).used == 40)
            #expect(try world.totals(charged).used == 40)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `a late settlement puts the window right, and charges what was held where nobody can tell the cost`()
        async throws
    {
        try await withBooks { world in
            let money = world.policy(.budget(1_000_000))
            let window = world.policy(.rate(1000, .rpd, .tokens))
            let id = try #require(try await world.reserve(try world.call(input: 100), ttl: 60).reservation?.id)
            let held = try world.totals(money).held
            #expect(held > 0)
            #expect(try world.totals(window).used == 100)
            world.time.advance(seconds: 60)
            // Its expiry is on disk with this one, and only the disk knows what it had taken.
            _ = try await world.reserve(try world.call(input: 1), ttl: 60)
            try await world.restart()
            #expect(try world.totals(money).used == 0)
            _ = try await world.settle(id, input: 40, by: nil)
            #expect(try world.totals(money).used == held)
            #expect(try world.totals(window).used == 41)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `a new period begins with nothing used and with what is still held`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens, .hourly))
            let id = try #require(try await world.reserve(try world.call(input: 60), ttl: 7200).reservation?.id)
            let other = try #require(try await world.reserve(try world.call(input: 40)).reservation?.id)
            _ = try await world.settle(other, input: 40)
            world.time.advance(seconds: 3600)
            #expect(try world.totals(policy) == LimitTotals(counters: 1, used: 0, held: 60))
            #expect(try await world.reserve(try world.call(input: 41)).denial != nil)
            _ = try await world.settle(id, input: 60)
            #expect(try world.totals(policy).used == 60)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `money budgets refuse what has no price, unless they let it pass; free is not unpriced`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1000))
            #expect(try await world.reserve(try world.call(0, Samples.unpriced, input: 1)).denial?.reason == .unpriced)
            #expect(
                try await world.reserve(try world.call(0, nil, named: "other", input: 1)).denial?.reason == .unpriced)
            #expect(try await world.reserve(try world.call(0, Samples.unpriced, input: 1, cost: 5)).denial == nil)
            #expect(try await world.reserve(try world.call(0, Samples.free, input: 1_000_000)).denial == nil)
            var open = policy
            open.limit = .budget(1000, onUnpriced: .allow)
            world.put(open)
            let id = try #require(
                try await world.reserve(try world.call(0, Samples.unpriced, input: 1)).reservation?.id)
            _ = try await world.settle(id, input: 10, by: Samples.unpriced)
            #expect(try world.totals(policy) == LimitTotals(counters: 1, used: 0, held: 5))
        }
    }

    @Test func `a shadow policy counts and says what it would have refused, and refuses nothing`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(10, .tokens), mode: .shadow)
            let answer = try await world.reserve(try world.call(input: 60))
            #expect(answer.denial == nil && answer.shadowDenials.count == 1)
            #expect(try world.totals(policy).held == 60)
        }
    }

    @Test func `usage that was never reserved is charged once per request id, beyond the limit if need be`()
        async throws
    {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            let usage = try TokenUsage(input: 70, output: 0)
            let settlement = Settlement(usage: usage, cost: nil, model: Samples.cheap, named: nil, outcome: "success")
            let records = try ["a", "b", "a", nil].map { id in
                UsageRecord(call: try world.call(), requestID: id, settlement: settlement)
            }
            let recorded = try await world.books.record(records, in: world.organization)
            #expect(recorded.map(\.isRepeated) == [false, false, true, false])
            #expect(try world.totals(policy).used == 210)
            let again = try await world.books.record(Array(records.prefix(2)), in: world.organization)
            #expect(again.map(\.isRepeated) == [true, true])
            #expect(again.map(\.entry?.id) == recorded.prefix(2).map(\.entry?.id))
            #expect(try world.totals(policy).used == 210)
            #expect(try await world.problems() == [])
            try await world.restart()
            #expect(try world.totals(policy).used == 210)
        }
    }

    @Test func `a request id that comes again with other usage is refused, in memory, on disk and within one batch`()
        async throws
    {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            func record(_ id: String, input: Int64, cost: Int64? = nil) throws -> UsageRecord {
                UsageRecord(
                    call: try world.call(), requestID: id,
                    settlement: Settlement(
                        usage: try TokenUsage(input: input, output: 0), cost: cost.map { NanoDollars($0) },
                        model: Samples.cheap, named: nil, outcome: nil))
            }
            func refuses(_ records: [UsageRecord], _ param: String) async throws {
                let error = await #expect(throws: AdminError.self) {
                    try await world.books.record(records, in: world.organization)
                }
                #expect(error?.code == .conflict && error?.param == param)
            }
            try await refuses([try record("a", input: 1), try record("a", input: 2)], "records[1].request_id")
            #expect(try world.totals(policy).used == 0)
            _ = try await world.books.record([try record("a", input: 1)], in: world.organization)
            try await refuses([try record("b", input: 1), try record("a", input: 2)], "records[1].request_id")
            try await refuses([try record("a", input: 1, cost: 7)], "records[0].request_id")
            try await world.restart()
            try await refuses([try record("a", input: 2)], "records[0].request_id")
            let again = try await world.books.record([try record("a", input: 1)], in: world.organization)
            #expect(again.map(\.isRepeated) == [true])
            #expect(try world.totals(policy).used == 1)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `a batch of usage is recorded whole or not at all, and says which of it cannot be`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            let money = world.policy(.budget(1_000_000_000), groupBy: [.apiKey])
            _ = try await world.reserve(try world.call(input: 10), "open")
            func record(
                _ id: String?, cost: Int64? = nil, input: Int64 = 1, by model: CallModel = Samples.cheap
            ) throws -> UsageRecord {
                UsageRecord(
                    call: try world.call(), requestID: id,
                    settlement: Settlement(
                        usage: try TokenUsage(input: input, output: 0), cost: cost.map { NanoDollars($0) },
                        model: model, named: nil, outcome: nil))
            }
            let bad: [([UsageRecord], String)] = [
                ([try record(nil), try record("open")], "records[1].request_id"),
                ([try record("a"), try record(nil, input: TokenUsage.most, by: Samples.dear)], "records[1].usage"),
                (
                    [try record(nil, cost: .max / 2 + 1), try record("b"), try record(nil, cost: .max / 2 + 1)],
                    "records[2].usage"
                ),
            ]
            for (records, param) in bad {
                let error = await #expect(throws: AdminError.self) {
                    try await world.books.record(records, in: world.organization)
                }
                #expect(error?.param == param)
                #expect(try world.totals(policy).used == 0 && world.totals(money).used == 0)
            }
            let good = try ["a", "a", "b", nil].map { try record($0) }
            let recorded = try await world.books.record(good, in: world.organization)
            #expect(recorded.map(\.isRepeated) == [false, true, false, false])
            #expect(try world.totals(policy).used == 3)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `usage under the request id of a reservation that has none is refused, not taken for recorded`()
        async throws
    {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            let settlement = Settlement(
                usage: try TokenUsage(input: 5, output: 0), cost: nil, model: Samples.cheap, named: nil, outcome: nil)
            func record(_ id: String) throws -> [UsageRecord] {
                [UsageRecord(call: try world.call(), requestID: id, settlement: settlement)]
            }
            func expectRefusals() async throws {
                for id in ["released", "expired", "open"] {
                    let error = await #expect(throws: AdminError.self) {
                        try await world.books.record(try record(id), in: world.organization)
                    }
                    #expect(error?.code == .conflict && error?.param == "records[0].request_id")
                }
            }
            let call = try world.call(input: 10)
            let released = try #require(try await world.reserve(call, "released").reservation)
            _ = try await world.books.release(released.id, in: world.organization)
            _ = try await world.reserve(call, "open", ttl: 3600)
            _ = try await world.reserve(call, "expired", ttl: 60)
            world.time.advance(seconds: 60)
            try await expectRefusals()
            try await world.restart()
            try await expectRefusals()
            #expect(try world.totals(policy).used == 0)
        }
    }

    @Test func `of many that record the same usage at once one is told that it was the first`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens))
            let settlement = Settlement(
                usage: try TokenUsage(input: 5, output: 0), cost: nil, model: Samples.cheap, named: nil, outcome: nil)
            let record = UsageRecord(call: try world.call(), requestID: "same", settlement: settlement)
            let (books, organization) = (world.books, world.organization)
            let firsts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        try await books.record([record, record], in: organization).count { !$0.isRepeated }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(firsts == 1)
            #expect(try world.totals(policy).used == 5)
        }
    }

    @Test func `a call under way is settled on a policy that was archived meanwhile, be it late`() async throws {
        try await withBooks { world in
            var policies = [
                world.policy(.budget(1000, .tokens)),
                world.policy(.budget(1000, .tokens, onExpiry: .charge), groupBy: [.metadata("user")]),
            ]
            let window = world.policy(.rate(1000, .rpd, .tokens))
            func set(_ status: LimitPolicy.Status) {
                policies = policies.map { policy in
                    var policy = policy
                    policy.status = status
                    return policy
                }
                policies.forEach(world.put)
                var window = window
                window.status = status
                world.put(window)
            }
            func reserve() async throws -> ReservationID {
                let call = try world.call(input: 100, metadata: ["user": "anna"])
                return try #require(try await world.reserve(call, ttl: 60).reservation?.id)
            }
            let (first, late, restarted) = (try await reserve(), try await reserve(), try await reserve())
            set(.archived)
            _ = try await world.settle(first, input: 30)
            #expect(try policies.map { try world.totals($0).used } == [30, 30])
            world.time.advance(seconds: 60)
            _ = try await world.settle(late, input: 40)
            try await world.restart()
            _ = try await world.settle(restarted, input: 50)
            #expect(try policies.map { try world.totals($0).used } == [120, 120])
            #expect(try policies.map { try world.totals($0).held } == [0, 0])
            #expect(try await world.problems() == [])
            // What is made after that is none of theirs, until they are restored.
            _ = try await world.settle(try await reserve(), input: 7)
            #expect(try world.totals(policies[0]).used == 120)
            set(.active)
            let standing = try await world.reserve(try world.call(input: 1)).standings[0]
            #expect(standing.used == 30 + 40 + 50 + 1)
        }
    }

    @Test func `a window that becomes long is on disk before the reply from then on`() async throws {
        try await withBooks { world in
            var policy = world.policy(.rate(10, .rpm))
            let call = try world.call(input: 1)
            #expect(try world.books.admitNow(call, reserving: nil).ticket == nil)
            policy.limit = .rate(10, .rph)
            world.put(policy)
            #expect(try world.books.admitNow(call, reserving: nil).ticket != nil)
            policy.limit = .rate(10, .rps)
            world.put(policy)
            #expect(try world.books.admitNow(call, reserving: nil).ticket == nil)
        }
    }
}
