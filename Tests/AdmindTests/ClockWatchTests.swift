import Domain
import Testing

@testable import admind

struct ClockWatchTests {
    private final class Watch {
        private var watch = ClockWatch()

        func isSteady(_ wall: Int64, _ steady: Int64) -> Bool {
            watch.isSteady(
                wall: Instant(milliseconds: 1_790_000_000_000).adding(seconds: wall), steady: .seconds(steady))
        }
    }

    @Test func `a clock that keeps time is believed, and one that is set right by little`() {
        let watch = Watch()
        for second in stride(from: Int64(0), to: 7200, by: 60) {
            #expect(watch.isSteady(second == 600 ? second + 59 : second, second))
        }
    }

    @Test(arguments: [2_592_000, -2_592_000, 120] as [Int64])
    func `a clock that jumps, either way, is not believed until an hour after its last jump`(_ jump: Int64) {
        let watch = Watch()
        #expect(watch.isSteady(0, 0))
        #expect(!watch.isSteady(60 + jump, 60))
        #expect(!watch.isSteady(120 + jump, 120))
        // Put right again: a jump, too.
        #expect(!watch.isSteady(180, 180))
        #expect(!watch.isSteady(180 + 3599, 180 + 3599))
        #expect(watch.isSteady(180 + 3600, 180 + 3600))
    }
}
