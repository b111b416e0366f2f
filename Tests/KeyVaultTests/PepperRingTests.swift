import Domain
import Testing

@testable import KeyVault

struct PepperRingTests {
    @Test
    func `a digest is the HMAC of the text under the pepper that HKDF derives`() throws {
        let key = try Samples.vaultKey(3)
        let pepper = try HKDF.deriveKey(from: key.current.bytes, info: Array("keyhold/pepper/v1".utf8))
        let expected = try MACContext(key: pepper).digest(Array("abc".utf8))
        let (digest, version) = try Vault(key).peppers.digest("abc")
        #expect(digest == expected)
        #expect(version == 3)
    }

    @Test
    func `every way of asking gives the same digest`() throws {
        let ring = try Vault(Samples.vaultKey(1)).peppers
        let digest = try ring.digest(Secret(Samples.secret)).digest
        let fromBytes = try Array(Samples.secret.utf8).withUnsafeBytes { try ring.digest(utf8: $0) }
        #expect(try ring.digest(Samples.secret).digest == digest)
        #expect(fromBytes.digest == digest)
        #expect(try ring.candidates(Samples.secret) == [digest])
        #expect(try ring.firstMatch(Samples.secret) { $0 } == digest)
        #expect(try ring.digest(Samples.secret + "x").digest != digest)
    }

    @Test
    func `a digest is renewed where it was made under an older pepper, and only there`() throws {
        let ring = try Vault(Samples.vaultKey(1, 2)).peppers
        let (newest, version) = try ring.digest(Samples.secret)
        let old = try Vault(Samples.vaultKey(1)).peppers.digest(Samples.secret).digest
        #expect(try ring.renewed(old, of: Samples.secret) == RenewedDigest(digest: newest, pepperVersion: version))
        #expect(try ring.renewed(newest, of: Samples.secret) == nil)
        #expect(try Vault(Samples.vaultKey(1)).peppers.renewed(old, of: Samples.secret) == nil)
        #expect(ring.knownVersions == [2, 1])
    }

    @Test
    func `what was digested under an old pepper is found under a newer one, until the old one is dropped`() throws {
        let old = try Vault(Samples.vaultKey(1)).peppers.digest(Samples.secret).digest
        let rotated = try Vault(Samples.vaultKey(1, 2)).peppers
        let dropped = try Vault(Samples.vaultKey(2)).peppers
        #expect(try rotated.firstMatch(Samples.secret) { $0 == old ? "found" : nil } == "found")
        #expect(try dropped.firstMatch(Samples.secret) { $0 == old ? "found" : nil } == nil)
    }

    @Test
    func `new digests are made under the newest pepper, which is tried first`() throws {
        let ring = try Vault(Samples.vaultKey(2, 7, 1)).peppers
        let expected = try [7, 2, 1].map { try Vault(Samples.vaultKey($0)).peppers.digest(Samples.secret).digest }
        #expect(ring.currentVersion == 7)
        #expect(try ring.digest(Samples.secret).pepperVersion == 7)
        #expect(try ring.digest(Samples.secret).digest == expected[0])
        #expect(try ring.candidates(Samples.secret) == expected)
        var tried: [SecretDigest] = []
        #expect(
            try ring.firstMatch(Samples.secret) { digest -> Int? in
                tried.append(digest)
                return nil
            } == nil)
        // The newest is asked again at the end: a secret may have been renewed in between.
        #expect(tried == expected + [expected[0]])
    }

    @Test
    func `a lookup stops at its first match`() throws {
        let ring = try Vault(Samples.vaultKey(1, 2, 3)).peppers
        var attempts = 0
        let match = try ring.firstMatch(Samples.secret) { _ -> Int? in
            attempts += 1
            return attempts == 2 ? attempts : nil
        }
        #expect(match == 2 && attempts == 2)
    }

    @Test
    func `a lookup may itself ask the ring`() throws {
        let ring = try Vault(Samples.vaultKey(1)).peppers
        let outer = try ring.digest("outer").digest
        let match = try ring.firstMatch("outer") { digest -> SecretDigest? in
            _ = try? ring.digest("inner")
            return digest
        }
        #expect(match == outer)
    }

    @Test
    func `many tasks using several rings at once get the right digests`() async throws {
        let rings = try [1, 2, 3].map { try Vault(Samples.vaultKey($0)).peppers }
        let texts = (0..<50).map { "secret \($0)" }
        let expected = try rings.map { ring in try texts.map { try ring.digest($0).digest } }
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<64 {
                group.addTask {
                    var wrong = 0
                    for step in 0..<500 {
                        let (ring, text) = ((task + step) % rings.count, (task * 7 + step) % texts.count)
                        if try rings[ring].digest(texts[text]).digest != expected[ring][text] { wrong += 1 }
                        if step % 100 == 0 { await Task.yield() }
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}

extension MACContext {
    func digest(_ bytes: [UInt8]) throws(AdminError) -> SecretDigest {
        try SecretBytes(bytes).withBytes { bytes throws(AdminError) in try digest(bytes) }
    }
}
