import Domain
import Foundation
import NIOCore
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// The quick reader and the quick writer of verify against the general ones.
struct PlainBodyTests {
    /// Every field, with values that the quick reader is there for.
    private static let fields = [
        "key": [#""khk_abc""#, #""""#], "model": [#""gpt-4o""#, #""Ä \#u{1F511}""#, "null"], "address": [#""::1""#],
        "metadata": [#"{"a":"b"}"#, "{}", "null"], "user_agent": [#""sdk/1""#], "request_id": [#""r""#, "null"],
        "estimate": [#"{"input_tokens":1,"max_output_tokens":99}"#, #"{ "input_tokens" : null }"#, "{}", "null"],
        "reserve": ["true", "false", "null"], "ttl_seconds": ["0", "600", "123456789012345678", "null"],
    ]
    private static let settlementFields = [
        "model": [#""gpt-4o""#, "null"], "outcome": [#""success""#, #""Ä""#, "null"], "cost": ["null", "0.5"],
        "usage": [
            #"{"input_tokens":1,"output_tokens":99}"#,
            #"{"output_tokens":0,"input_tokens":0,"cached_input_tokens":null}"#,
            #"{ "input_tokens":1 , "output_tokens":2,"requests":3,"reasoning_tokens":1,"cached_input_tokens":1}"#,
        ],
    ]

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `what the quick reader takes, the strict one takes too, and as the same`(_ seed: UInt64) throws {
        try SampleJSON.expectAgreement(VerifyRequestBody.self, of: Self.fields, seed: seed, least: 500)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `of settlements, too`(_ seed: UInt64) throws {
        try SampleJSON.expectAgreement(SettleBody.self, of: Self.settlementFields, seed: seed, least: 200)
    }

    @Test func `a body as gateways send it is read quickly, with every field there is`() throws {
        let text = """
            {"key": "khk_a", "model":"gpt-4o", "address" : "10.0.0.1", "metadata": {"a": "b", "ä": "/"},
             "user_agent": "sdk/1", "request_id": null}
            """
        let body = try #require(VerifyRequestBody(plain: ByteBuffer(string: text)))
        #expect(body.key == "khk_a" && body.model == "gpt-4o" && body.address == "10.0.0.1")
        #expect(body.metadata == ["a": "b", "ä": "/"] && body.userAgent == "sdk/1" && body.requestID == nil)
    }

    @Test(arguments: [
        "{}", #"{"model":"m"}"#, #"{"key":null}"#, #"{"key":"a","key":"a"}"#, "[]", "", #"{"key":"a"} x"#,
    ])
    func `what is no good body is left to the strict reader`(_ text: String) {
        #expect(VerifyRequestBody(plain: ByteBuffer(string: text)) == nil)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `the quick writer writes what the encoder writes`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func optional<Value>(_ make: () -> Value) -> Value? { Bool.random(using: &random) ? make() : nil }
        func some<Value>(_ make: () -> Value) -> [Value] {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in make() }
        }
        func word() -> String { SampleJSON.text(&random) }
        func integer() -> Int64 {
            [
                0, 1, -1, .max, .min, .random(in: -1000...1000, using: &random),
                .random(in: .min ... .max, using: &random),
            ]
            .randomElement(using: &random)!
        }
        func dollars() -> DollarsBody {
            if Bool.random(using: &random) { return DollarsBody(Decimal(integer()) / 1000) }
            return DollarsBody(units: integer(), decimalPlaces: Bool.random(using: &random) ? 9 : 0)
        }
        func limit() -> LimitBody {
            LimitBody(
                policyID: word(), name: optional(word), type: word(), limit: dollars(), used: dollars(),
                held: dollars(), remaining: dollars(), resetAt: optional(word), mode: word())
        }
        func denial() -> DenialBody {
            DenialBody(
                policyID: word(), policyName: optional(word), scope: word(), used: dollars(), held: dollars(),
                limit: dollars(), resetAt: optional(word), retryable: Bool.random(using: &random),
                retryAfterMilliseconds: optional(integer))
        }
        func model() -> CalledModelBody {
            CalledModelBody(
                id: word(), name: word(), provider: word(), upstreamModel: word(), priceVersion: optional(integer),
                timeoutMs: optional(integer), streamTimeoutMs: optional(integer), maxTokens: optional(integer))
        }
        for _ in 0..<1000 {
            var body = VerifyBody(valid: Bool.random(using: &random), code: word(), message: word())
            (body.keyID, body.name, body.organizationID) = (optional(word), optional(word), optional(word))
            (body.teamID, body.userID, body.requestID) = (optional(word), optional(word), optional(word))
            body.metadata = optional { Dictionary(some { (word(), word()) }) { first, _ in first } }
            (body.allowedModels, body.expiresAt) = (optional { some(word) }, optional(word))
            body.inTransition = optional { Bool.random(using: &random) }
            (body.model, body.fallbacks) = (optional(model), optional { some(model) })
            (body.rateLimits, body.usageLimits) = (optional { some(limit) }, optional { some(limit) })
            body.reservation = optional {
                MadeReservationBody(
                    id: word(), state: word(), expiresAt: word(),
                    holds: some { HoldBody(policyID: word(), type: word(), amount: dollars()) })
            }
            (body.denial, body.shadowDenials) = (optional(denial), optional { some(denial) })
            #expect(body.json == JSONReply.encode(body))
        }
    }

    @Test(arguments: [true, false])
    func `the quick writer writes reservations as the encoder does`(_ isFull: Bool) throws {
        let amount = DollarsBody(units: 1_500_000, decimalPlaces: 9)
        let settlement = UsageEntryBody(
            id: "e", keyID: "k", requestID: isFull ? "\"" : nil, model: isFull ? "m/\u{1F511}" : nil,
            priceVersion: isFull ? 3 : nil,
            usage: UsageBody(
                inputTokens: 1, cachedInputTokens: isFull ? 2 : nil, outputTokens: 3,
                reasoningTokens: isFull ? 4 : nil, requests: isFull ? 5 : nil),
            cost: isFull ? amount : nil, outcome: isFull ? "success" : nil, createdAt: "c")
        var entry = settlement
        entry.repeated = isFull ? true : nil
        var body = ReservationBody(
            id: "i", state: "settled", keyID: "k", requestID: isFull ? "r" : nil, model: isFull ? "m" : nil,
            inputTokens: .max, maxOutputTokens: 0, cost: isFull ? amount : nil,
            holds: isFull ? [HoldBody(policyID: "p", type: "cost", amount: amount)] : [], createdAt: "c",
            expiresAt: "e", endedAt: isFull ? "d" : nil, settlement: isFull ? entry : nil)
        if isFull {
            let limit = LimitBody(
                policyID: "p", name: nil, type: "cost", limit: amount, used: amount, held: amount, remaining: amount,
                resetAt: nil, mode: "enforce")
            (body.rateLimits, body.usageLimits) = ([limit], [limit])
        }
        #expect(body.json(capacity: 1) == JSONReply.encode(body))
        guard isFull else { return }
        for (text, names) in [
            (body.json(capacity: 1), ReservationBody.CodingKeys.allCases.map(\.rawValue)),
            (entry.json(capacity: 1), UsageEntryBody.CodingKeys.allCases.map(\.rawValue)),
            (entry.usage.json(capacity: 1), UsageBody.CodingKeys.allCases.map(\.rawValue)),
        ] {
            let object = try #require(JSONValue(bytes: Array(text.readableBytesView))?.object)
            #expect(Set(object.keys) == Set(names))
        }
    }

    @Test func `an amount in units reads as the decimal does`() {
        for (units, places, text) in [
            (0, 9, "0"), (1, 9, "0.000000001"), (375, 4, "0.0375"), (1_500_000_000, 9, "1.5"), (-1, 9, "-0.000000001"),
            (10, 0, "10"), (.min, 0, "-9223372036854775808"), (.max, 9, "9223372036.854775807"),
            (.min, 9, "-9223372036.854775808"), (10_000_000_000, 9, "10"), (0, 18, "0"),
            (7, 18, "0.000000000000000007"),
            (.max, 18, "9.223372036854775807"), (120, 1, "12"), (-105, 1, "-10.5"),
        ] as [(Int64, Int, String)] {
            let body = DollarsBody(units: units, decimalPlaces: places)
            #expect(body.text == text && body.value.description == text && body == DollarsBody(body.value))
        }
    }

    @Test func `no field is forgotten by the quick reader or the quick writer`() throws {
        var reply = VerifyBody(valid: true, code: "c", message: "m")
        (reply.keyID, reply.name, reply.organizationID) = ("k", "n", "o")
        (reply.teamID, reply.userID, reply.metadata) = ("t", "u", [:])
        (reply.allowedModels, reply.expiresAt, reply.inTransition, reply.requestID) = ([], "e", false, "r")
        reply.model = CalledModelBody(
            id: "i", name: "n", provider: "p", upstreamModel: "u", priceVersion: 1, timeoutMs: 2, streamTimeoutMs: 3,
            maxTokens: 4)
        reply.reservation = MadeReservationBody(id: "i", state: "s", expiresAt: "e", holds: [])
        let zero = DollarsBody(0)
        reply.denial = DenialBody(
            policyID: "p", policyName: nil, scope: "s", used: zero, held: zero, limit: zero, resetAt: nil,
            retryable: true, retryAfterMilliseconds: nil)
        (reply.rateLimits, reply.usageLimits, reply.fallbacks, reply.shadowDenials) = ([], [], [], [])
        #expect(
            Set(try #require(JSONValue(bytes: Array(reply.json.readableBytesView))?.object).keys)
                == Set(VerifyBody.CodingKeys.allCases.map(\.rawValue)))
        for field in VerifyRequestBody.fields {
            let value = try #require(Self.fields[field]?.first)
            let text = field == "key" ? #"{"key":""}"# : "{\"key\":\"\",\"\(field)\":\(value)}"
            #expect(VerifyRequestBody(plain: ByteBuffer(string: text)) != nil, "\(field)")
        }
    }
}
