import Domain
import Policy
import Testing

struct KeyRulesTests {
    private let now = Instant(milliseconds: 1_769_850_000_000)

    private func ceilings(_ seconds: Int64?) throws -> KeyCeilings {
        try KeyCeilings(maximumLifetimeSeconds: seconds, maximumKeysPerOwner: nil)
    }

    private func expiry(_ wish: Instant??, age: Int64 = 0, ceiling: Int64? = nil) throws -> Instant? {
        try KeyRules.expiry(
            wish, createdAt: now.adding(seconds: -age), now: now, ceilings: try ceilings(ceiling))
    }

    @Test func `without a ceiling a key expires when it is told to, or never`() throws {
        #expect(try expiry(.none) == nil)
        #expect(try expiry(.some(nil)) == nil)
        #expect(try expiry(now.adding(seconds: 1)) == now.adding(seconds: 1))
        #expect(try expiry(.latest) == .latest)
    }

    @Test func `under a ceiling silence gives the latest date, and never is refused`() throws {
        #expect(try expiry(.none, ceiling: 3600) == now.adding(seconds: 3600))
        #expect(try expiry(now.adding(seconds: 3600), ceiling: 3600) == now.adding(seconds: 3600))
        for wish in [Instant?.none, now.adding(seconds: 3601), .latest] {
            let error = #expect(throws: AdminError.self) { try expiry(.some(wish), ceiling: 3600) }
            #expect(error?.param == "expiration_date" && error?.code == .invalidRequest)
        }
    }

    @Test func `a ceiling counts from the key's creation`() throws {
        #expect(try expiry(now.adding(seconds: 100), age: 3500, ceiling: 3600) == now.adding(seconds: 100))
        #expect(throws: AdminError.self) { try expiry(now.adding(seconds: 101), age: 3500, ceiling: 3600) }
    }

    @Test(arguments: [0, -1, -86_400] as [Int64])
    func `an expiry that is not in the future is refused`(_ seconds: Int64) throws {
        let error = #expect(throws: AdminError.self) { try expiry(now.adding(seconds: seconds)) }
        #expect(error?.param == "expiration_date")
    }

    @Test(arguments: [0, 1, 3600, 2_592_000] as [Int64])
    func `a transition lasts up to thirty days`(_ seconds: Int64) throws {
        #expect(try KeyRules.checkedTransition(seconds) == seconds)
    }

    @Test(arguments: [-1, 2_592_001, .min, .max] as [Int64])
    func `any other transition is refused`(_ seconds: Int64) {
        let error = #expect(throws: AdminError.self) { try KeyRules.checkedTransition(seconds) }
        #expect(error?.param == "transition_seconds")
    }

    @Test func `lists are bounded, and the entry at fault is named`() throws {
        let models = (0..<256).map { "m\($0)" }
        #expect(try KeyRules.models(models).count == 256)
        #expect(throws: AdminError.self) { try KeyRules.models(models + ["m"]) }
        #expect(try KeyRules.addresses(Array(repeating: "192.0.2.1", count: 64)).count == 64)
        #expect(throws: AdminError.self) { try KeyRules.addresses(Array(repeating: "192.0.2.1", count: 65)) }
        let model = #expect(throws: AdminError.self) { try KeyRules.models(["a", "b*c"]) }
        #expect(model?.param == "allowed_models[1]")
        let address = #expect(throws: AdminError.self) { try KeyRules.addresses(["10.0.0.0/8", "::1", "10.1.1.1/8"]) }
        #expect(address?.param == "allowed_addresses[2]")
    }

    @Test(arguments: [(59, nil), (3_155_760_001, nil), (nil, 0), (nil, 1_000_001), (.min, nil)] as [(Int64?, Int64?)])
    func `ceilings have bounds themselves`(_ seconds: Int64?, _ keys: Int64?) {
        #expect(throws: AdminError.self) { try KeyCeilings(maximumLifetimeSeconds: seconds, maximumKeysPerOwner: keys) }
    }
}
