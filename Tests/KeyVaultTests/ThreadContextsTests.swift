import Domain
import Foundation
import Testing

@testable import KeyVault

struct ThreadContextsTests {
    /// What one thread leaves behind; written before the thread ends, read after it was joined.
    private final class Trace: @unchecked Sendable {
        let digest: KeyedDigest
        weak var context: MACContext?
        var wasKept = false

        init(_ digest: KeyedDigest) {
            self.digest = digest
        }

        func use() {
            context = try? ThreadContexts.current().context(for: digest)
            let again = try? ThreadContexts.current().context(for: digest)
            wasKept = context != nil && again === context
        }
    }

    private func runOnThread(_ trace: Trace) {
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                Unmanaged<Trace>.fromOpaque(argument!).takeUnretainedValue().use()
                return nil
            }, Unmanaged.passUnretained(trace).toOpaque())
        #expect(status == 0)
        pthread_join(thread, nil)
    }

    @Test
    func `a thread keeps its context, and frees it when it ends`() {
        let trace = Trace(KeyedDigest(key: SecretBytes([1, 2, 3])))
        runOnThread(trace)
        #expect(trace.wasKept)
        #expect(trace.context == nil)
    }

    @Test
    func `two threads have two contexts`() throws {
        let trace = Trace(KeyedDigest(key: SecretBytes([1, 2, 3])))
        let mine = try ThreadContexts.current().context(for: trace.digest)
        let other = OtherThread(trace.digest)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                let other = Unmanaged<OtherThread>.fromOpaque(argument!).takeUnretainedValue()
                other.context = try? ThreadContexts.current().context(for: other.digest)
                return nil
            }, Unmanaged.passUnretained(other).toOpaque())
        pthread_join(thread, nil)
        #expect(other.context != nil && other.context !== mine)
    }

    private final class OtherThread: @unchecked Sendable {
        let digest: KeyedDigest
        var context: MACContext?

        init(_ digest: KeyedDigest) {
            self.digest = digest
        }
    }

    @Test
    func `the context of a pepper that is gone goes when its thread makes another`() throws {
        weak var context: MACContext?
        try {
            let digest = KeyedDigest(key: SecretBytes([1]))
            context = try ThreadContexts.current().context(for: digest)
        }()
        _ = try ThreadContexts.current().context(for: KeyedDigest(key: SecretBytes([2])))
        #expect(context == nil)
    }

    @Test
    func `five thousand rings use up nothing that a process has only so many of`() throws {
        for round in 0..<5000 {
            let digest = KeyedDigest(key: SecretBytes([UInt8(round % 256)]))
            _ = try SecretBytes([7]).withBytes { try digest.digest($0) }
        }
    }
}
