import Domain
import Policy
import TestSupport
import Testing

struct RateWindowTests {
    private static let start = Instant(milliseconds: 1_769_850_000_000)

    private static func instant(_ milliseconds: Int64) -> Instant {
        Instant(milliseconds: start.milliseconds + milliseconds)
    }

    /// Every charge with its time, added up anew each time.
    private struct NaiveWindow {
        var charges: [(time: Int64, amount: Int64)] = []

        /// What was charged in the window of this length that ends at `end`.
        func sum(_ length: Int64, endingAt end: Int64) -> Int64 {
            charges.reduce(0) { $0 + ($1.time > end - length && $1.time <= end ? $1.amount : 0) }
        }
    }

    /// Time passes as it truly does; the clock is what the window is told.
    private struct Stream {
        var random: SeededGenerator
        let length: Int64
        var passed: Int64 = 0
        var setBack: Int64 = 0

        mutating func next(settingBack: Bool) -> Instant {
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<60: passed += .random(in: 0...max(1, length / 50), using: &random)
            case 60..<90: passed += .random(in: 0...length / 8, using: &random)
            case 90..<97: passed += .random(in: 0...length * 2, using: &random)
            case 97: passed += length * .random(in: 1...1000, using: &random)
            default: if settingBack { setBack += .random(in: 0...length * 3, using: &random) }
            }
            return instant(passed - setBack)
        }
    }

    @Test(arguments: RateLimit.Unit.allCases, [false, true])
    func `no window, wherever it begins, sees more than the limit, be the clock set back as it may`(
        _ unit: RateLimit.Unit, _ settingBack: Bool
    ) {
        for seed in 0..<8 as Range<UInt64> {
            var stream = Stream(random: SeededGenerator(seed: seed), length: unit.milliseconds)
            let limit = Int64.random(in: 1...60, using: &stream.random)
            var (window, naive) = (RateWindow(unit), NaiveWindow())
            for _ in 0..<600 {
                let now = stream.next(settingBack: settingBack)
                let amount = Int64.random(in: 1...max(1, limit / 3), using: &stream.random)
                guard window.charge(amount, within: limit, at: now) else { continue }
                naive.charges.append((stream.passed, amount))
                let sum = naive.sum(unit.milliseconds, endingAt: stream.passed)
                guard sum <= limit else {
                    Issue.record("seed \(seed), \(unit): \(sum) of \(limit)")
                    return
                }
            }
            #expect(naive.charges.count > 50)
        }
    }

    @Test(arguments: RateLimit.Unit.allCases)
    func `a refusal is never for what is more than a window and a sixteenth ago`(_ unit: RateLimit.Unit) {
        let late = unit.milliseconds + unit.milliseconds / 16 + 1
        for seed in 0..<8 as Range<UInt64> {
            var stream = Stream(random: SeededGenerator(seed: seed), length: unit.milliseconds)
            let limit = Int64.random(in: 1...60, using: &stream.random)
            var (window, naive, refusals) = (RateWindow(unit), NaiveWindow(), 0)
            for _ in 0..<600 {
                let now = stream.next(settingBack: false)
                let amount = Int64.random(in: 1...max(1, limit / 3), using: &stream.random)
                if window.charge(amount, within: limit, at: now) {
                    naive.charges.append((stream.passed, amount))
                } else {
                    refusals += 1
                    #expect(naive.sum(late, endingAt: stream.passed) + amount > limit, "seed \(seed), \(unit)")
                }
            }
            #expect(refusals > 20)
        }
    }

    @Test(arguments: RateLimit.Unit.allCases)
    func `after a window without a charge all of the limit is there at once`(_ unit: RateLimit.Unit) {
        for seed in 0..<50 as Range<UInt64> {
            var stream = Stream(random: SeededGenerator(seed: seed), length: unit.milliseconds)
            var window = RateWindow(unit)
            for _ in 0..<40 {
                _ = window.charge(
                    .random(in: 1...9, using: &stream.random), within: 30, at: stream.next(settingBack: true))
            }
            let last = Self.instant(stream.passed - stream.setBack)
            window.charge(1, at: last)
            #expect(window.emptyAt.milliseconds >= last.milliseconds + unit.milliseconds)
            let idle = window.emptyAt
            #expect(window.used(at: idle) == 0)
            #expect(window.charge(30, within: 30, at: idle) == true)
            #expect(window.charge(1, within: 30, at: idle) == false)
        }
        var fresh = RateWindow(unit)
        fresh.charge(1, at: Self.start)
        #expect(fresh.emptyAt.milliseconds == Self.start.milliseconds + unit.milliseconds + 1)
    }

    @Test(arguments: [false, true])
    func `the time to come back is exact: then it fits, and at no time before`(_ settingBack: Bool) throws {
        for seed in 0..<20 as Range<UInt64> {
            var stream = Stream(random: SeededGenerator(seed: seed), length: 1000)
            var window = RateWindow(.rps)
            for _ in 0..<60 {
                let now = stream.next(settingBack: settingBack)
                let amount = Int64.random(in: 1...10, using: &stream.random)
                let earliest = try #require(window.earliest(for: amount, within: 20, after: now))
                let fits = window.charge(amount, within: 20, at: now)
                #expect(fits == (earliest == now))
                guard !fits else { continue }
                for time in now.milliseconds..<earliest.milliseconds {
                    var copy = window
                    #expect(copy.fits(amount, within: 20, at: Instant(milliseconds: time)) == false, "seed \(seed)")
                }
                var copy = window
                #expect(copy.fits(amount, within: 20, at: earliest) == true, "seed \(seed)")
            }
        }
    }

    @Test func `what is more than the limit never fits, and nothing fits a limit of nothing`() {
        var window = RateWindow(.rpm)
        #expect(window.earliest(for: 11, within: 10, after: Self.start) == nil)
        #expect(window.charge(11, within: 10, at: Self.start) == false)
        #expect(window.earliest(for: 1, within: 0, after: Self.start) == nil)
        #expect(window.charge(1, within: 0, at: Self.start) == false)
        #expect(window == RateWindow(.rpm))
    }

    /// A gateway that asks every few milliseconds, some calls at a time, against 50 a second for 10 seconds.
    @Test(arguments: [1, 2, 3, 7, 10, 20] as [Int64], [1, 3, 17] as [Int])
    func `of fifty a second at least 93 percent get through when hammered`(_ pause: Int64, _ atOnce: Int) {
        for offset in stride(from: 0, to: 1000, by: 37) as StrideTo<Int64> {
            var (window, admitted) = (RateWindow(.rps), 0)
            for time in stride(from: offset, to: offset + 10_000, by: Int64.Stride(pause)) {
                for _ in 0..<atOnce where window.charge(1, within: 50, at: Self.instant(time)) { admitted += 1 }
            }
            #expect(admitted >= 465, "\(admitted) of 500")
        }
    }

    @Test func `a refused charge changes nothing`() {
        var window = RateWindow(.rpm)
        window.charge(10, at: Self.start)
        let before = window
        #expect(window.charge(1, within: 10, at: Self.instant(30_000)) == false)
        #expect(window == before)
    }
}

extension RateWindowTests {
    @Test func `what was not used comes back where it was charged, what was used besides is charged now`() {
        var window = RateWindow(.rpm)
        window.charge(100, at: Self.start)
        window.charge(5, at: Self.instant(30_000))
        window.correct(by: -60, chargedAt: Self.start, now: Self.instant(31_000))
        #expect(window.used(at: Self.instant(31_000)) == 45)
        window.correct(by: 7, chargedAt: Self.start, now: Self.instant(40_000))
        #expect(window.used(at: Self.instant(40_000)) == 52)
        #expect(window.used(at: Self.instant(70_000)) == 12)
    }

    @Test func `a correction that comes when its charge no longer counts gives nothing back`() {
        var window = RateWindow(.rps)
        window.charge(40, at: Self.start)
        window.charge(50, at: Self.instant(1100))
        window.correct(by: -40, chargedAt: Self.start, now: Self.instant(1150))
        #expect(window.used(at: Self.instant(1150)) == 50)
        window.correct(by: -400, chargedAt: Self.instant(1100), now: Self.instant(1200))
        #expect(window.used(at: Self.instant(1200)) == 0)
    }

    /// At each admission, what was really used in the last window, as far as it is known then, and what is admitted now
    /// stay within the limit.
    @Test(arguments: [RateLimit.Unit.rps, .rpm, .rpd])
    func `with corrections, no admission ever finds the limit exceeded`(_ unit: RateLimit.Unit) {
        for seed in 0..<20 as Range<UInt64> {
            var stream = Stream(random: SeededGenerator(seed: seed), length: unit.milliseconds)
            var (window, naive) = (RateWindow(unit), NaiveWindow())
            for _ in 0..<500 {
                let now = stream.next(settingBack: false)
                if window.charge(10, within: 100, at: now) {
                    naive.charges.append((stream.passed, 10))
                    #expect(naive.sum(unit.milliseconds, endingAt: stream.passed) <= 100, "seed \(seed)")
                }
                guard let index = naive.charges.indices.randomElement(using: &stream.random) else { continue }
                let charge = naive.charges[index]
                let delta = max(-charge.amount, .random(in: -10...3, using: &stream.random))
                window.correct(by: delta, chargedAt: Self.instant(charge.time), now: now)
                if delta > 0 {
                    naive.charges.append((stream.passed, delta))
                } else {
                    naive.charges[index].amount += delta
                }
            }
        }
    }

    @Test func `counts beyond 32 bits are exact, and the greatest there is stays the greatest`() {
        var window = RateWindow(.rpw)
        let great = Int64(UInt32.max)
        window.charge(great, at: Self.start)
        window.charge(great, at: Self.start)
        window.charge(3, at: Self.instant(100_000_000))
        #expect(window.used(at: Self.instant(100_000_001)) == 2 * great + 3)
        #expect(RateWindow(bytes: window.bytes) == window)
        window.charge(.max, at: Self.instant(100_000_001))
        #expect(window.used(at: Self.instant(100_000_002)) == .max)
        #expect(window.charge(1, within: .max, at: Self.instant(100_000_003)) == false)
        #expect(window.remaining(of: 5, at: Self.instant(100_000_003)) == 0)
    }

    @Test func `a window on disk is the window in memory`() throws {
        for seed in 0..<100 as Range<UInt64> {
            var stream = Stream(random: SeededGenerator(seed: seed), length: 3_600_000)
            var window = RateWindow(.rph)
            for _ in 0..<50 {
                _ = window.charge(
                    .random(in: 1...100_000, using: &stream.random), within: 1_000_000,
                    at: stream.next(settingBack: true))
                #expect(RateWindow(bytes: window.bytes) == window)
            }
        }
        var once = RateWindow(.rpd)
        once.charge(1, at: Self.start)
        #expect(once.bytes.count == 14)
    }

    @Test func `bytes that no window makes are none`() {
        var window = RateWindow(.rpm)
        for time in stride(from: 0, to: 50_000, by: 3000) as StrideTo<Int64> {
            window.charge(300, at: Self.instant(time))
        }
        let bytes = window.bytes
        #expect(RateWindow(bytes: []) == nil)
        for length in 0..<bytes.count { #expect(RateWindow(bytes: Array(bytes[..<length])) == nil) }
        #expect(RateWindow(bytes: bytes + [0]) == nil)
        for (index, value) in [(0, 2), (1, 0), (1, 6), (9, 0x7F), (12, 0xFF)] as [(Int, UInt8)] {
            var changed = bytes
            changed[index] = value
            #expect(RateWindow(bytes: changed) == nil, "byte \(index)")
        }
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            var changed = bytes
            changed[.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            if let read = RateWindow(bytes: changed) { #expect(read.used(at: Self.start) >= 0) }
        }
    }

    @Test func `a window is small: a million of them are 80 megabytes`() {
        #expect(MemoryLayout<RateWindow>.stride == 80)
    }
}
