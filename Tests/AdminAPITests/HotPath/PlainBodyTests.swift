import NIOCore
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// The quick readers of verify and settle against the general one.
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

    @Test func `no field is forgotten by the quick reader`() throws {
        for field in VerifyRequestBody.fields {
            let value = try #require(Self.fields[field]?.first)
            let text = field == "key" ? #"{"key":""}"# : "{\"key\":\"\",\"\(field)\":\(value)}"
            #expect(VerifyRequestBody(plain: ByteBuffer(string: text)) != nil, "\(field)")
        }
    }
}
