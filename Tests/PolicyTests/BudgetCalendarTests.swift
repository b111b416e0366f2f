import Domain
import Policy
import TestSupport
import Testing

import struct Foundation.Calendar
import struct Foundation.Date
import struct Foundation.TimeZone

struct BudgetCalendarTests {
    private static let zones = ["UTC"] + TimeZone.knownTimeZoneIdentifiers

    private static func instant(_ text: String) throws -> Instant {
        try #require(Instant(rfc3339: text))
    }

    private static func calendar(_ zone: String) throws -> BudgetCalendar {
        BudgetCalendar(try #require(TimeZoneName(zone)))
    }

    private static func periods(_ random: inout SeededGenerator) -> [BudgetPeriod] {
        let anchor = Instant(milliseconds: .random(in: 0...2_500_000_000_000, using: &random))
        return [
            .hourly, .daily, .weekly, .monthly, .quarterly, .yearly,
            .everyDays(.random(in: 1...365, using: &random), anchor: anchor),
        ]
    }

    @Test func `in every zone, periods that follow each other leave no gap and have no overlap`() throws {
        var random = SeededGenerator(seed: 1)
        for zone in Self.zones {
            let calendar = try Self.calendar(zone)
            for period in Self.periods(&random) {
                let now = Instant(milliseconds: .random(in: 0...4_000_000_000_000, using: &random))
                try Self.expectTiles(calendar, period, around: now, zone)
            }
        }
    }

    private static func expectTiles(
        _ calendar: BudgetCalendar, _ period: BudgetPeriod, around now: Instant, _ zone: String
    ) throws {
        let comment: Comment = "\(zone) \(period) \(now.rfc3339)"
        let span = calendar.span(of: period, containing: now)
        let end = try #require(span.end)
        #expect(span.start <= now && now < end, comment)
        #expect(calendar.span(of: period, containing: span.start) == span, comment)
        #expect(
            calendar.span(of: period, containing: Instant(milliseconds: end.milliseconds - 1)) == span, comment)
        let next = calendar.span(of: period, containing: end)
        #expect(next.start == end, comment)
        let before = calendar.span(
            of: period, containing: Instant(milliseconds: span.start.milliseconds - 1))
        #expect(before.end == span.start, comment)
    }

    /// All the borders of two years at once: where the clocks change, or a zone moves, is among them.
    @Test(arguments: [
        ("America/Sao_Paulo", "2017-01-01T00:00:00Z"), ("Africa/Cairo", "2014-01-01T00:00:00Z"),
        ("America/Havana", "2024-01-01T00:00:00Z"), ("Atlantic/Azores", "2024-01-01T00:00:00Z"),
        ("Australia/Lord_Howe", "2024-01-01T00:00:00Z"), ("Pacific/Apia", "2011-01-01T00:00:00Z"),
        ("Asia/Pyongyang", "2015-01-01T00:00:00Z"), ("Asia/Kathmandu", "1985-06-01T00:00:00Z"),
        ("Africa/Casablanca", "2024-01-01T00:00:00Z"), ("America/St_Johns", "2006-01-01T00:00:00Z"),
        ("Asia/Beirut", "2024-01-01T00:00:00Z"), ("Antarctica/Troll", "2024-01-01T00:00:00Z"),
    ])
    func `through every change of the clocks, days and hours tile`(_ zone: String, _ from: String) throws {
        let calendar = try Self.calendar(zone)
        let start = try Self.instant(from)
        for (period, shortest, longest) in [(.daily, 1, 50), (.hourly, 0.5, 2)] as [(BudgetPeriod, Double, Double)] {
            var span = calendar.span(of: period, containing: start)
            var lengths: Set<Double> = []
            while let end = span.end, end < start.adding(seconds: 2 * 366 * 86_400) {
                let next = calendar.span(of: period, containing: end)
                guard next.start == end, let nextEnd = next.end, nextEnd > end else {
                    Issue.record("\(zone) \(period) \(end.rfc3339)")
                    return
                }
                lengths.insert(Double(end.milliseconds(since: span.start)) / 3_600_000)
                span = next
            }
            #expect(lengths.allSatisfy { $0 >= shortest && $0 <= longest }, "\(zone) \(lengths)")
        }
    }

    @Test func `instants in order have periods in order`() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<300 {
            let calendar = try Self.calendar(try #require(Self.zones.randomElement(using: &random)))
            let start = Int64.random(in: 0...4_000_000_000_000, using: &random)
            for period in Self.periods(&random) {
                var last = Instant.earliest
                var time = start
                for _ in 0..<8 {
                    let span = calendar.span(of: period, containing: Instant(milliseconds: time))
                    #expect(span.start >= last)
                    last = span.start
                    time += .random(in: 0...200_000_000, using: &random)
                }
            }
        }
    }

    @Test(
        arguments: [
            ("UTC", .hourly, "2026-02-28T23:59:59.999Z", "2026-02-28T23:00:00.000Z", "2026-03-01T00:00:00.000Z"),
            ("Asia/Kolkata", .hourly, "2026-01-01T00:29:59Z", "2025-12-31T23:30:00.000Z", "2026-01-01T00:30:00.000Z"),
            // The hour that occurs twice is two.
            ("Europe/Vilnius", .hourly, "2026-10-25T00:30:00Z", "2026-10-25T00:00:00.000Z", "2026-10-25T01:00:00.000Z"),
            ("Europe/Vilnius", .hourly, "2026-10-25T01:30:00Z", "2026-10-25T01:00:00.000Z", "2026-10-25T02:00:00.000Z"),
            // Half an hour twice: from 01:00 by the old clock to 02:00 by the new.
            (
                "Australia/Lord_Howe", .hourly, "2024-04-06T15:10:00Z", "2024-04-06T14:00:00.000Z",
                "2024-04-06T15:30:00.000Z"
            ),
            ("Europe/Vilnius", .daily, "2026-03-29T12:00:00Z", "2026-03-28T22:00:00.000Z", "2026-03-29T21:00:00.000Z"),
            ("Europe/Vilnius", .daily, "2026-10-25T12:00:00Z", "2026-10-24T21:00:00.000Z", "2026-10-25T22:00:00.000Z"),
            // Midnight is skipped: the day begins at one.
            (
                "America/Sao_Paulo", .daily, "2018-11-04T12:00:00Z", "2018-11-04T03:00:00.000Z",
                "2018-11-05T02:00:00.000Z"
            ),
            // The hour before midnight occurs twice: the day has 25 hours.
            (
                "America/Sao_Paulo", .daily, "2018-02-18T02:30:00Z", "2018-02-17T02:00:00.000Z",
                "2018-02-18T03:00:00.000Z"
            ),
            // The hour after midnight occurs twice, and belongs to the new day both times.
            ("America/Havana", .daily, "2024-11-03T05:30:00Z", "2024-11-03T04:00:00.000Z", "2024-11-04T05:00:00.000Z"),
            ("Africa/Cairo", .daily, "2014-05-15T23:30:00Z", "2014-05-15T22:00:00.000Z", "2014-05-16T21:00:00.000Z"),
            // Samoa had no 30 December 2011.
            ("Pacific/Apia", .daily, "2011-12-30T09:59:59Z", "2011-12-29T10:00:00.000Z", "2011-12-30T10:00:00.000Z"),
            ("Pacific/Apia", .daily, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00.000Z", "2011-12-31T10:00:00.000Z"),
            ("UTC", .weekly, "2026-11-22T23:59:59Z", "2026-11-16T00:00:00.000Z", "2026-11-23T00:00:00.000Z"),
            ("UTC", .monthly, "2024-02-29T23:59:59.999Z", "2024-02-01T00:00:00.000Z", "2024-03-01T00:00:00.000Z"),
            ("UTC", .monthly, "2100-02-28T12:00:00Z", "2100-02-01T00:00:00.000Z", "2100-03-01T00:00:00.000Z"),
            (
                "America/New_York", .monthly, "2026-11-01T03:00:00Z", "2026-10-01T04:00:00.000Z",
                "2026-11-01T04:00:00.000Z"
            ),
            ("UTC", .quarterly, "2026-06-30T23:59:59Z", "2026-04-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z"),
            ("Asia/Kathmandu", .yearly, "2025-12-31T18:15:00Z", "2025-12-31T18:15:00.000Z", "2026-12-31T18:15:00.000Z"),
            ("UTC", .yearly, "2024-12-31T23:59:59.999Z", "2024-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"),
        ] as [(String, BudgetPeriod, String, String, String)])
    func `a period begins and ends where the wall says`(
        _ zone: String, _ period: BudgetPeriod, _ now: String, _ start: String, _ end: String
    ) throws {
        let span = try Self.calendar(zone).span(of: period, containing: try Self.instant(now))
        #expect(span.start.rfc3339 == start)
        #expect(span.end?.rfc3339 == end)
    }

    @Test func `every N days begins at the anchor's time on the wall, summer and winter, before the anchor too`() throws
    {
        let anchor = try Self.instant("2026-03-20T07:30:00.250Z")
        let calendar = try Self.calendar("Europe/Vilnius")
        for (now, start, end) in [
            ("2026-03-20T07:30:00.250Z", "2026-03-20T07:30:00.250Z", "2026-03-30T06:30:00.250Z"),
            ("2026-03-30T06:30:00.249Z", "2026-03-20T07:30:00.250Z", "2026-03-30T06:30:00.250Z"),
            ("2026-03-30T06:30:00.250Z", "2026-03-30T06:30:00.250Z", "2026-04-09T06:30:00.250Z"),
            ("2026-03-20T07:30:00.249Z", "2026-03-10T07:30:00.250Z", "2026-03-20T07:30:00.250Z"),
        ] {
            let span = calendar.span(of: .everyDays(10, anchor: anchor), containing: try Self.instant(now))
            #expect(span.start.rfc3339 == start && span.end?.rfc3339 == end, "\(now)")
        }
    }

    @Test func `never has no end`() throws {
        let span = try Self.calendar("UTC").span(of: .never, containing: try Self.instant("2026-01-01T00:00:00Z"))
        #expect(span.start == .earliest && span.end == nil)
        #expect(span.contains(.latest))
    }

    /// Foundation's own calendar is the naive model where no clock changes at midnight.
    @Test func `months and days are the Gregorian calendar's`() throws {
        var random = SeededGenerator(seed: 3)
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = .gmt
        let calendar = try Self.calendar("UTC")
        for _ in 0..<2000 {
            let now = Instant(
                milliseconds: .random(in: -60_000_000_000_000...200_000_000_000_000, using: &random))
            // Foundation's Gregorian calendar is Julian before 1582.
            guard now.milliseconds > -12_219_292_800_000 else { continue }
            let date = Date(timeIntervalSince1970: Double(now.unixSeconds))
            for (period, component) in [(.daily, .day), (.monthly, .month), (.quarterly, .quarter), (.yearly, .year)]
                as [(BudgetPeriod, Calendar.Component)]
            {
                let interval = try #require(gregorian.dateInterval(of: component, for: date))
                let span = calendar.span(of: period, containing: now)
                #expect(
                    Double(span.start.milliseconds) == interval.start.timeIntervalSince1970 * 1000, "\(now.rfc3339)")
                #expect(Double(span.end?.milliseconds ?? 0) == interval.end.timeIntervalSince1970 * 1000)
            }
        }
    }
}
