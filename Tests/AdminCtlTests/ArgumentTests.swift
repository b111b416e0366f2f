import Foundation
import Testing
import Wire

@testable import adminctl

@Suite struct ArgumentTests {
    @Test(
        arguments: [
            ("0", 0), ("3600", 3_600), ("90s", 90), ("30m", 1_800), ("1h", 3_600), ("90d", 7_776_000),
            ("2w", 1_209_600),
        ] as [(String, Int64)])
    func `a duration is a number with or without a unit`(text: String, seconds: Int64) {
        #expect(DurationArgument(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "h", "-1", "+1", "1.5h", "1 h", "1y", "٣", "1hh", "9223372036854775807w"])
    func `what is no duration is refused`(text: String) {
        #expect(DurationArgument(argument: text) == nil)
    }

    @Test(arguments: [
        ("2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("2027-01-01T00:00:00.5+02:00", "2027-01-01T00:00:00.5+02:00"),
        ("2027-01-01", "2027-01-01T00:00:00Z"), ("1d", "1970-01-02T00:00:00.000Z"),
    ])
    func `an expiry is an instant, a day or a span from now`(text: String, instant: String) {
        #expect(ExpiryArgument(argument: text)?.instant(now: Date(timeIntervalSince1970: 0)) == instant)
    }

    @Test(arguments: ["", "2027", "3600", "0d", "2027-01-01T00:00:00", "2027-1-1", "tomorrow", "2027-01-01 00:00:00Z"])
    func `what is no expiry is refused`(text: String) {
        #expect(ExpiryArgument(argument: text) == nil)
    }

    @Test func `metadata is split at its first equals sign`() throws {
        let fields = ["a=1", "b=", "c=x=y", "ü=ß"].compactMap { MetadataArgument(argument: $0) }
        let dictionary = try fields.dictionary()
        #expect(dictionary == ["a": "1", "b": "", "c": "x=y", "ü": "ß"])
        #expect(MetadataArgument(argument: "=x") == nil && MetadataArgument(argument: "x") == nil)
        #expect(throws: (any Error).self) { try (fields + fields).dictionary() }
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0/8"), ("10.0.0.1", "10.0.0.1/32"), ("2001:db8::/32", "2001:db8::/32"),
        ("::1", "::1/128"),
    ])
    func `an address is a range, or a range of one`(text: String, range: String) {
        #expect(AddressArgument(argument: text)?.range == range)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "10.0.0.0/+8", "::1/129", "host", "10.0.0.0/8/8"])
    func `what is no address is refused`(text: String) {
        #expect(AddressArgument(argument: text) == nil)
    }

    @Test(arguments: [
        ["key", "create", "n"], ["key", "create", "n", "--team", "t", "--user"], ["key", "update", "k", "--user"],
        ["key", "update", "k", "--user", "--expires", "1d", "--no-expiry"],
        ["key", "update", "k", "--user", "--model", "m", "--all-models"],
        ["key", "update", "k", "--user", "--address", "::1", "--any-address"],
        ["key", "update", "k", "--user", "--metadata", "a=b", "--clear-metadata"],
        ["key", "update", "k", "--user", "--enable", "--disable"],
        ["key", "create", "n", "--user", "--metadata", "a=1", "--metadata", "a=2"],
        ["client", "create", "n"], ["client", "update", "c", "--user", "u", "--no-user"], ["team", "update", "t"],
        ["team", "list", "--limit", "0"], ["team", "list", "--timeout", "0"], ["team", "list", "--output", "xml"],
        ["org", "create", "n", "--max-keys-per-owner", "-1"], ["team", "list", "--reverse"],
        ["key", "create", "n", "--user", "--rotate", "yearly"], ["key", "create", "n", "--user", "--grace-days", "3"],
        ["key", "create", "n", "--user", "--rotate", "weekly", "--grace-days", "91"],
        ["key", "update", "k", "--user", "--rotate", "weekly", "--no-rotation"], ["key", "extend", "k", "--user"],
        ["key", "rotate-all", "--team", "t", "-o", "name"],
    ])
    func `options that contradict each other or say nothing are refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try AdminCtl.parseAsRoot(arguments) }
    }

    @Test func `an update of a key says what was asked and nothing else`() throws {
        let command = try AdminCtl.parseAsRoot(
            ["key", "update", "k", "--user", "--disable", "--no-expiry", "--all-models", "--any-address"])
        let body = try #require(command as? KeyUpdate).changes.body(now: Date())
        #expect(body.enabled == .set(false) && body.expirationDate == .clear && body.allowedModels == .clear)
        #expect(body.allowedAddresses == .set([]) && body.name == .keep && body.metadata == .keep)
    }

    @Test func `a rotation policy is a period, a date, or both, and can be taken away`() throws {
        let create = try AdminCtl.parseAsRoot([
            "key", "update", "k", "--user", "--rotate", "quarterly", "--rotate-at", "2027-01-01", "--on-overdue",
            "disable", "--grace-days", "0", "--announce-days", "14",
        ])
        let policy = RotationPolicyBody(
            rotationPeriod: "quarterly", nextRotationAt: "2027-01-01T00:00:00Z", announceDays: 14,
            onOverdue: "disable", graceDays: 0)
        #expect(try #require(create as? KeyUpdate).changes.body(now: Date()).rotationPolicy == .set(policy))
        let none = try AdminCtl.parseAsRoot(["key", "update", "k", "--user", "--no-rotation"])
        #expect(try #require(none as? KeyUpdate).changes.body(now: Date()).rotationPolicy == .clear)
        #expect(PeriodArgument(argument: "90d") == .days(90) && PeriodArgument(argument: "0d") == nil)
    }

    @Test(arguments: [
        "http://user:pw@h", "ftp://h", "h:8700", "", "http://", "http://h?x=1", "http://h#f",
    ])
    func `an address of a server that would mislead is refused, and not repeated`(url: String) {
        let failure = #expect(throws: Failure.self) { try ServerURL.parse(url) }
        #expect(failure?.status == .usage && failure?.text.contains("pw") == false)
    }
}
