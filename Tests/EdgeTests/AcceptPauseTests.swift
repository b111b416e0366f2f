import NIOCore
import NIOEmbedded
import Testing

@testable import Edge

/// What a listener does where the system has no descriptor left.
struct AcceptPauseTests {
    private let channel = EmbeddedChannel()
    private let counters = EdgeCounters()

    init() throws {
        try channel.pipeline.syncOperations.addHandler(AcceptPause(.milliseconds(100), counters))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    private var isAccepting: Bool {
        channel.options.last { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool ?? true
    }

    private func fail(_ error: any Error) {
        channel.pipeline.fireErrorCaught(error)
        _ = try? channel.throwIfErrorCaught()
    }

    @Test func `it rests after each failure, and tries again`() {
        for round in 1...3 {
            for _ in 0..<10 { fail(IOError(errnoCode: 24, reason: "accept")) }
            #expect(!isAccepting)
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(99))
            #expect(!isAccepting)
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
            #expect(isAccepting && counters.count(of: .noDescriptor) == UInt64(round))
        }
    }
}
