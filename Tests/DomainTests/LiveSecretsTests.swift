import Domain
import TestSupport
import Testing

struct LiveSecretsTests {
    private let now = FixedTime.start

    private func stored(_ byte: UInt8) -> StoredSecret {
        StoredSecret(
            digest: SecretDigest(words: (0, 0, 0, UInt64(byte))), pepperVersion: 1, masked: "khk_…\(byte)",
            createdAt: now)
    }

    @Test func `a rotation keeps the old secret until the transition ends, to the millisecond`() {
        let secrets = LiveSecrets(current: stored(1)).rotated(
            to: stored(2), at: now, transitionSeconds: 60,
            by: "client:test")
        #expect(secrets.current == stored(2))
        #expect(secrets.rotation(at: now)?.secret == stored(1))
        #expect(secrets.rotation(at: now)?.beganAt == now)
        let end = now.adding(seconds: 60)
        #expect(secrets.rotation(at: Instant(milliseconds: end.milliseconds - 1)) != nil)
        #expect(secrets.rotation(at: end) == nil)
    }

    @Test(arguments: [0, -1] as [Int64])
    func `a transition of no length cuts at once`(_ seconds: Int64) {
        let secrets = LiveSecrets(current: stored(1)).rotated(
            to: stored(2), at: now, transitionSeconds: seconds,
            by: "client:test")
        #expect(secrets == LiveSecrets(current: stored(2)))
    }

    @Test func `a third secret ends the oldest`() {
        let once = LiveSecrets(current: stored(1)).rotated(
            to: stored(2), at: now, transitionSeconds: 60,
            by: "client:test")
        let twice = once.rotated(to: stored(3), at: now, transitionSeconds: 60, by: "client:test")
        #expect(twice.current == stored(3))
        #expect(twice.rotation(at: now)?.secret == stored(2))
    }

    @Test func `a digest prints nothing of itself`() {
        let digest = SecretDigest(words: (1, 2, 3, 4))
        #expect("\(digest)" == "•••" && String(reflecting: digest) == "•••")
        var dumped = ""
        dump(digest, to: &dumped)
        #expect(!dumped.contains("4"))
    }

    @Test func `a digest reads from 32 bytes and from nothing else`() {
        let bytes = Array(UInt8(0)..<32)
        #expect(SecretDigest(bytes: bytes)?.bytes == bytes)
        #expect(SecretDigest(bytes: bytes.dropLast()) == nil)
        #expect(SecretDigest(bytes: bytes + [0]) == nil)
    }
}
