import NIOCore
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// The quick reader and the quick writer of keys against the general ones.
struct KeyBodyTests {
    private static let fields = [
        "name": [#""ci""#, #""Ä \#u{1F511}""#, #""""#], "enabled": ["true", "false", "null"],
        "expiration_date": [#""2027-01-01T00:00:00Z""#, "null"], "metadata": [#"{"a":"b"}"#, "{}", "null"],
        "allowed_models": [#"["gpt-*","Ä"]"#, #"[ "a" ]"#, "[]", "[ ]", "null"],
        "allowed_addresses": [#"["10.0.0.0/8" , "::1"]"#, "[]", "null"],
    ]

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `what the quick reader takes, the strict one takes too, and as the same`(_ seed: UInt64) throws {
        try SampleJSON.expectAgreement(CreateKeyBody.self, of: Self.fields, seed: seed, least: 500)
    }

    @Test func `a field that is null is not one that is absent`() throws {
        for (text, date) in [
            (#"{"name":"a"}"#, .keep), (#"{"name":"a","expiration_date":null}"#, .clear),
            (#"{"name":"a","expiration_date":"b"}"#, .set("b")),
        ] as [(String, Change<String>)] {
            #expect(try #require(CreateKeyBody(plain: ByteBuffer(string: text))).expirationDate == date)
        }
    }

    @Test func `every field is read, or left to the strict reader`() throws {
        for field in CreateKeyBody.fields {
            let value = Self.fields[field]?.first
            let text = field == "name" ? #"{"name":"a"}"# : #"{"name":"a","\#(field)":\#(value ?? "{}")}"#
            #expect((CreateKeyBody(plain: ByteBuffer(string: text)) != nil) == (value != nil), "\(field)")
        }
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"name":null}"#, #"{"name":"a","name":"a"}"#, #"{"name":"a"} x"#, #"{"name":"a","x":1}"#,
        #"{"name":"a","allowed_models":["b",]}"#, #"{"name":"a","allowed_models":[null]}"#,
        #"{"name":"a","allowed_models":["b"}"#, #"{"name":"a","allowed_models":"b"}"#,
    ])
    func `what is no good body is left to the strict reader`(_ text: String) {
        #expect(CreateKeyBody(plain: ByteBuffer(string: text)) == nil)
    }

    private func limit(_ make: () -> String, _ amount: Int64) -> KeyUsageLimitBody {
        var limit = KeyUsageLimitBody(creditLimit: DollarsBody(units: amount, decimalPlaces: 9))
        limit.type = make()
        limit.alertThreshold = DollarsBody(units: amount, decimalPlaces: 0)
        (limit.periodicReset, limit.periodicResetDays) = (make(), amount)
        return limit
    }

    private func key(_ word: () -> String, _ isThere: () -> Bool) -> APIKeyBody {
        func optional<Value>(_ make: @autoclosure () -> Value) -> Value? { isThere() ? make() : nil }
        return APIKeyBody(
            id: word(), apiKey: word(), name: word(), enabled: isThere(), removed: isThere(), teamID: optional(word()),
            userID: optional(word()), metadata: Dictionary([(word(), word()), (word(), word())]) { first, _ in first },
            allowedModels: optional([word(), word()]), allowedAddresses: isThere() ? [word()] : [],
            rotation: optional(KeyRotationBody(beganAt: word(), endsAt: word())),
            rotationPolicy: optional(
                RotationPolicyBody(
                    rotationPeriod: optional(word()), rotationPeriodDays: optional(1),
                    nextRotationAt: optional(word()), announceDays: optional(.min), onOverdue: optional(word()),
                    graceDays: optional(.max))),
            nextRotationAt: optional(word()), createdAt: word(), updatedAt: word(), lastUsedAt: optional(word()),
            expirationDate: optional(word()),
            rateLimits: optional([
                KeyRateLimitBody(type: word(), unit: optional(word()), value: 1),
                KeyRateLimitBody(type: word(), unit: nil, value: -1),
            ]),
            usageLimits: optional(isThere() ? limit(word, 15) : KeyUsageLimitBody(creditLimit: DollarsBody(0.375))))
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `the quick writer writes what the encoder writes`(_ seed: UInt64) {
        var (words, coins) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed + 100))
        for _ in 0..<500 {
            let key = key({ SampleJSON.text(&words) }, { Bool.random(using: &coins) })
            #expect(key.json(capacity: 1) == JSONReply.encode(key))
            let page = ListBody(data: [key, key], hasMore: true, firstID: SampleJSON.text(&words), lastID: nil)
            #expect(page.json(capacity: 1) == JSONReply.encode(page))
        }
    }

    @Test func `no field is forgotten by the quick writer`() throws {
        let key = key({ "a" }, { true })
        func names(_ body: some JSONWritable) throws -> Set<String> {
            Set(try #require(JSONValue(bytes: Array(body.json(capacity: 1).readableBytesView))?.object).keys)
        }
        #expect(try names(key) == Set(APIKeyBody.CodingKeys.allCases.map(\.rawValue)))
        #expect(try names(limit({ "a" }, 1)) == Set(KeyUsageLimitBody.fields))
        #expect(try names(KeyRateLimitBody(type: "a", unit: "a", value: 1)) == Set(KeyRateLimitBody.fields))
        #expect(try names(try #require(key.rotationPolicy.value)) == Set(RotationPolicyBody.fields))
        #expect(
            try names(try #require(key.rotation.value)) == Set(KeyRotationBody.CodingKeys.allCases.map(\.rawValue)))
        let page = ListBody(data: [key], hasMore: false, firstID: nil, lastID: nil)
        #expect(try names(page) == Set(ListBody<APIKeyBody>.CodingKeys.allCases.map(\.rawValue)))
    }

    @Test func `a reply is made of what a body writes itself, and by the encoder where it cannot`() {
        let key = key({ "/\"" }, { true })
        #expect(JSONReply.make(key).body == JSONReply.encode(key))
        #expect(JSONReply.make([key]).body == JSONReply.encode([key]))
        #expect(JSONReply.make(["a": 0.5]).body == JSONReply.encode(["a": 0.5]))
    }
}
