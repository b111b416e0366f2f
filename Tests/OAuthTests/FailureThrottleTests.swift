import Domain
import TestSupport
import Testing

@testable import OAuth

struct FailureThrottleTests {
    private let now = FixedTime.start

    private func isHeld(_ throttle: FailureThrottle, _ client: String, _ address: String, after seconds: Int64 = 0)
        -> Bool
    {
        (try? throttle.check(client: client, address: address, at: now.adding(seconds: seconds))) == nil
    }

    private func fail(_ throttle: FailureThrottle, _ client: String, _ address: String, times: Int) {
        for _ in 0..<times { throttle.noteFailure(client: client, address: address, at: now) }
    }

    @Test func `ten failures are forgiven, the next attempt waits, and time heals`() {
        let throttle = FailureThrottle()
        fail(throttle, "c", "192.0.2.1", times: 9)
        #expect(!isHeld(throttle, "c", "192.0.2.1"))
        fail(throttle, "c", "192.0.2.1", times: 1)
        #expect(isHeld(throttle, "c", "192.0.2.1"))
        let error = #expect(throws: AdminError.self) { try throttle.check(client: "c", address: "192.0.2.1", at: now) }
        let wait = Int64(error?.retryAfterSeconds ?? 0)
        #expect(error?.code == .tooManyRequests && wait > 0)
        #expect(!isHeld(throttle, "c", "192.0.2.1", after: wait))
    }

    @Test func `asking how long to wait counts nothing`() {
        let throttle = FailureThrottle()
        func wait() -> Int { throttle.secondsToWait(client: "c", address: "192.0.2.1", at: now) }
        #expect(wait() == 0)
        fail(throttle, "c", "192.0.2.1", times: 10)
        let error = #expect(throws: AdminError.self) { try throttle.check(client: "c", address: "192.0.2.1", at: now) }
        #expect(wait() == error?.retryAfterSeconds && wait() > 0)
        #expect(throttle.counts == (10, 1))
    }

    @Test func `nobody can lock a client out from elsewhere`() {
        let throttle = FailureThrottle()
        fail(throttle, "c", "192.0.2.1", times: 1000)
        #expect(isHeld(throttle, "c", "192.0.2.1"))
        #expect(!isHeld(throttle, "c", "192.0.2.2"))
    }

    @Test func `an address that tries many clients is held for all of them`() {
        let throttle = FailureThrottle()
        for number in 0..<50 { fail(throttle, "c\(number)", "192.0.2.1", times: 1) }
        #expect(isHeld(throttle, "another", "192.0.2.1"))
        #expect(!isHeld(throttle, "another", "192.0.2.2"))
    }

    @Test func `a flood of addresses does not set a guesser free at once, nor hold the innocent`() {
        let throttle = FailureThrottle()
        fail(throttle, "c", "192.0.2.1", times: 100)
        for number in 0..<3000 { fail(throttle, "x", "10.\(number >> 8).\(number & 255).1", times: 1) }
        #expect(isHeld(throttle, "c", "192.0.2.1"))
        #expect(!isHeld(throttle, "c", "203.0.113.1"))
    }

    @Test func `what a stranger calls a client takes no more memory than a client's id`() {
        let throttle = FailureThrottle()
        let pile = "a" + String(repeating: "\u{301}", count: 10_000)
        fail(throttle, pile, "192.0.2.1", times: 10)
        #expect(isHeld(throttle, pile, "192.0.2.1"))
        #expect(throttle.longestKey < 128)
    }
}
