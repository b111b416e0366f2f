import Domain
import Policy
import Testing

struct KeyVerdictTests {
    private struct Key: JudgedKey {
        var isOrganizationLive = true
        var isOwnerLive = true
        var isEnabled = true
        var isRemoved = false
        var expiresAt: Instant?
        var allowedModels: [ModelPattern]?
        var allowedAddresses: [AddressBlock] = []
    }

    private static let now = Instant(milliseconds: 1_769_850_000_000)

    private struct Call {
        var key = Key()
        var isKnown = true
        var isOpenToOwner = true
        var isModelEnabled = true

        func use(_ model: String? = "m", _ address: String? = "192.0.2.1") -> KeyUse {
            let model = model.map { name in
                ModelUse(
                    ModelReference(name: name), isKnown: isKnown, isEnabled: isModelEnabled,
                    isOpenToOwner: isOpenToOwner)
            }
            return KeyUse(model: model, address: address.flatMap { IPAddress($0) }, now: KeyVerdictTests.now)
        }
    }

    /// Everything that can be wrong with a key and its use, in the order in which it is said.
    private static let faults: [(verdict: KeyVerdict, inflict: @Sendable (inout Call) -> Void)] = [
        (.removed, { $0.key.isRemoved = true }),
        (.disabled, { $0.key.isEnabled = false }),
        (.ownerDisabled, { $0.key.isOwnerLive = false }),
        (.ownerDisabled, { $0.key.isOrganizationLive = false }),
        (.expired, { $0.key.expiresAt = Instant(milliseconds: 0) }),
        (.addressNotAllowed, { $0.key.allowedAddresses = [AddressBlock("10.0.0.0/8")!] }),
        (.modelNotFound, { $0.isKnown = false }),
        (.modelNotAllowed, { $0.isOpenToOwner = false }),
        (.modelNotAllowed, { $0.key.allowedModels = [] }),
        (.modelDisabled, { $0.isModelEnabled = false }),
    ]

    private func use(_ model: String? = "m", _ address: String? = "192.0.2.1") -> KeyUse {
        Call().use(model, address)
    }

    @Test func `of all that is wrong the first in the order is said, whatever the combination`() {
        for combination in 0..<(1 << Self.faults.count) {
            var call = Call()
            var expected = KeyVerdict.valid
            for (index, fault) in Self.faults.enumerated().reversed() where combination & (1 << index) != 0 {
                fault.inflict(&call)
                expected = fault.verdict
            }
            #expect(KeyVerdict.of(call.key, for: call.use()) == expected)
        }
    }

    @Test func `a key is good until the very millisecond of its expiry`() {
        #expect(KeyVerdict.of(Key(expiresAt: Instant(milliseconds: Self.now.milliseconds + 1)), for: use()) == .valid)
        #expect(KeyVerdict.of(Key(expiresAt: Self.now), for: use()) == .expired)
    }

    @Test func `silence about the address does not open what an address would not`() {
        let key = Key(allowedAddresses: [AddressBlock("192.0.2.0/24")!, AddressBlock("2001:db8::/32")!])
        #expect(KeyVerdict.of(key, for: use("m", nil)) == .addressNotAllowed)
        #expect(KeyVerdict.of(key, for: use("m", "192.0.2.77")) == .valid)
        #expect(KeyVerdict.of(key, for: use("m", "::ffff:192.0.2.77")) == .valid)
        #expect(KeyVerdict.of(key, for: use("m", "2001:db8::1")) == .valid)
        #expect(KeyVerdict.of(key, for: use("m", "198.51.100.1")) == .addressNotAllowed)
        #expect(KeyVerdict.of(Key(), for: use("m", nil)) == .valid)
    }

    @Test func `a call that names no model is not judged by models`() {
        let key = Key(allowedModels: [ModelPattern("gpt-*")!])
        #expect(KeyVerdict.of(key, for: use(nil)) == .valid)
        #expect(KeyVerdict.of(key, for: use("gpt-5")) == .valid)
        #expect(KeyVerdict.of(key, for: use("claude")) == .modelNotAllowed)
        #expect(KeyVerdict.of(Key(allowedModels: []), for: use("gpt-5")) == .modelNotAllowed)
    }

    @Test func `the codes are the ones that are documented, each with a sentence of its own`() {
        #expect(
            Set(KeyVerdict.allCases.map(\.rawValue)) == [
                "valid", "malformed", "not_found", "disabled", "removed", "expired", "owner_disabled",
                "address_not_allowed", "model_not_found", "model_not_allowed", "model_disabled",
                "rate_limited", "usage_exceeded", "unpriced_model",
            ])
        #expect(Set(KeyVerdict.allCases.map(\.message)).count == KeyVerdict.allCases.count)
    }
}
