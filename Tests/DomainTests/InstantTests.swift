import Domain
import TestSupport
import Testing

struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T00:00:00.001Z", 1),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2026-01-31T09:00:00Z", 1_769_850_000_000),
            ("2026-01-31t09:00:00z", 1_769_850_000_000),
            ("2026-01-31 09:00:00Z", 1_769_850_000_000),
            ("2026-01-31T11:00:00+02:00", 1_769_850_000_000),
            ("2026-01-30T22:30:00-10:30", 1_769_850_000_000),
            ("2026-01-31T09:00:00-00:00", 1_769_850_000_000),
            ("2026-01-31T09:00:00.1Z", 1_769_850_000_100),
            ("2026-01-31T09:00:00.12Z", 1_769_850_000_120),
            ("2026-01-31T09:00:00.123456789123Z", 1_769_850_000_123),
            ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000),
        ] as [(String, Int64)])
    func `a date-time of RFC 3339 reads as its instant`(_ text: String, _ milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-01-31", "2026-01-31T09:00:00", "2026-01-31T09:00Z", "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-31T24:00:00Z",
        "2026-01-31T09:60:00Z", "2026-01-31T09:00:61Z", "2026-01-31T09:00:00.Z", "2026-01-31T09:00:00+2:00",
        "2026-01-31T09:00:00+24:00", "2026-01-31T09:00:00+02:60", "2026-01-31T09:00:00+0200",
        "2026-01-31T09:00:00ZZ", " 2026-01-31T09:00:00Z", "2026-01-31T09:00:00Z\n", "+2026-01-31T09:00:00Z",
        "-001-01-31T09:00:00Z", "12026-01-31T09:00:00Z", "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01",
        "٢٠٢٦-01-31T09:00:00Z", "1769850000", "tomorrow", "2026-01-31T09:00:00\u{0}Z",
        "99999999999999999999-01-01T00:00:00Z",
    ])
    func `what is no date-time, or an absurd one, is refused`(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func `an instant survives being written and read, over the whole range`() {
        var generator = SeededGenerator(seed: 1)
        let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
        let samples =
            [range.lowerBound, range.upperBound, -1, 0]
            + (0..<20_000).map { _ in
                Int64.random(in: range, using: &generator)
            }
        for milliseconds in samples {
            let instant = Instant(milliseconds: milliseconds)
            #expect(instant.rfc3339.utf8.count == 24)
            #expect(Instant(rfc3339: instant.rfc3339) == instant)
        }
    }

    @Test func `text sorts as time does`() {
        var generator = SeededGenerator(seed: 2)
        let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
        for _ in 0..<2000 {
            let (left, right) = (
                Instant(milliseconds: .random(in: range, using: &generator)),
                Instant(milliseconds: .random(in: range, using: &generator))
            )
            #expect((left < right) == (left.rfc3339 < right.rfc3339))
        }
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
            (784_111_777_000, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (1_769_850_000_999, "Sat, 31 Jan 2026 09:00:00 GMT"),
            (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 GMT"),
        ] as [(Int64, String)])
    func `an HTTP date is an IMF-fixdate`(_ milliseconds: Int64, _ text: String) {
        #expect(Instant(milliseconds: milliseconds).httpDate == text)
    }

    @Test func `adding seconds saturates instead of trapping`() {
        let now = FixedTime.start
        #expect(now.adding(seconds: 1).milliseconds == now.milliseconds + 1000)
        #expect(now.adding(seconds: -1).milliseconds == now.milliseconds - 1000)
        #expect(now.adding(seconds: .max) == .latest)
        #expect(now.adding(seconds: .min) == .earliest)
        #expect(now.adding(seconds: .max / 1000) == .latest)
        #expect(Instant(milliseconds: .max).adding(seconds: 1) == .latest)
        #expect(Instant(milliseconds: .min).adding(seconds: -1) == .earliest)
    }

    @Test(arguments: [(-1001, -2), (-1000, -1), (-1, -1), (0, 0), (999, 0), (1000, 1)] as [(Int64, Int64)])
    func `seconds are rounded down, before 1970 too`(_ milliseconds: Int64, _ seconds: Int64) {
        #expect(Instant(milliseconds: milliseconds).unixSeconds == seconds)
    }
}
