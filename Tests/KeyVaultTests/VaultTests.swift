import Domain
import Testing

@testable import KeyVault

struct VaultTests {
    private let plaintext = Array("the value to keep".utf8)

    private func expectUnopened(_ sealed: [UInt8], by vault: Vault, for associated: String = "owner") {
        let error = #expect(throws: AdminError.self) { try vault.open(sealed, for: associated) }
        #expect(error == .internal("A sealed value did not open under any key of the vault"))
    }

    @Test(arguments: [0, 1, 15, 16, 17, 32, 10_000])
    func `what is sealed opens again, at any length`(_ count: Int) throws {
        let vault = try Vault(.generate())
        let plaintext = try RandomBytes.make(count)
        let sealed = try vault.seal(plaintext, for: "owner")
        #expect(sealed.count == 1 + 4 + 12 + count + 16)
        #expect(try vault.open(sealed, for: "owner") == plaintext)
    }

    @Test
    func `a seal begins with its format and its key's version`() throws {
        let vault = try Vault(VaultKey(fileText: Secret("16909060:\(Samples.base64)")))
        #expect(try vault.seal(plaintext, for: "owner").prefix(5) == [1, 1, 2, 3, 4])
    }

    @Test
    func `a value sealed years ago opens: the format and the derivation are frozen`() throws {
        let key = try HKDF.deriveKey(
            from: SecretBytes(Array(repeating: 1, count: 32)), info: Array("keyhold/sealing/v1".utf8))
        let nonce: [UInt8] = Array(0..<12)
        let header: [UInt8] = [1, 0, 0, 0, 1]
        let box = try AES256GCM.seal(plaintext, key: key, nonce: nonce, authenticating: header + Array("owner".utf8))
        #expect(try Vault(Samples.vaultKey(1)).open(header + nonce + box, for: "owner") == plaintext)
    }

    @Test
    func `the same value sealed twice looks different, and shows nothing of itself`() throws {
        let vault = try Vault(Samples.vaultKey(1))
        let sealed = try (0..<100).map { _ in try vault.seal(plaintext, for: "owner") }
        #expect(Set(sealed).count == 100)
        #expect(Set(sealed.map { Array($0[5..<17]) }).count == 100)
        #expect(!sealed.contains { String(decoding: $0, as: UTF8.self).contains("value") })
    }

    @Test(arguments: ["", "owne", "owner2", "Owner", "ownér"])
    func `a seal does not open for somebody else`(_ other: String) throws {
        let vault = try Vault(Samples.vaultKey(1))
        expectUnopened(try vault.seal(plaintext, for: "owner"), by: vault, for: other)
    }

    @Test
    func `a seal that was cut or lengthened does not open`() throws {
        let vault = try Vault(Samples.vaultKey(1))
        let sealed = try vault.seal(plaintext, for: "owner")
        for length in sealed.indices { expectUnopened(Array(sealed.prefix(length)), by: vault) }
        for length in 1...sealed.count { expectUnopened(Array(sealed.dropFirst(length)), by: vault) }
        expectUnopened(sealed + [0], by: vault)
    }

    @Test
    func `a tampered seal does not open, whichever bit was changed`() throws {
        // Several versions, so that a changed version names a key that exists.
        let vault = try Vault(Samples.vaultKey(1, 2, 3))
        let sealed = try vault.seal(plaintext, for: "owner")
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << UInt8(bit)
                expectUnopened(changed, by: vault)
            }
        }
    }

    @Test
    func `the header is authenticated, even where another version has the same key`() throws {
        let versions = [1, 2].map { VaultKey.Version(number: $0, bytes: SecretBytes(Array(repeating: 9, count: 32))) }
        let vault = try Vault(#require(VaultKey(versions)))
        var sealed = try vault.seal(plaintext, for: "owner")
        #expect(sealed[4] == 2)
        sealed[4] = 1
        expectUnopened(sealed, by: vault)
    }

    @Test
    func `what version 1 sealed opens beside version 2, and not without version 1`() throws {
        let (old, rotated) = (try Vault(Samples.vaultKey(1)), try Vault(Samples.vaultKey(1, 2)))
        let sealed = try old.seal(plaintext, for: "owner")
        #expect(try rotated.open(sealed, for: "owner") == plaintext)
        #expect(old.isSealedUnderCurrentVersion(sealed) && !rotated.isSealedUnderCurrentVersion(sealed))
        expectUnopened(sealed, by: try Vault(Samples.vaultKey(2)))
        let again = try rotated.seal(plaintext, for: "owner")
        #expect(rotated.isSealedUnderCurrentVersion(again))
        #expect(try Vault(Samples.vaultKey(2)).open(again, for: "owner") == plaintext)
        expectUnopened(again, by: old)
    }

    @Test
    func `another key of the same version does not open a seal`() throws {
        let sealed = try Vault(.generate()).seal(plaintext, for: "owner")
        expectUnopened(sealed, by: try Vault(.generate()))
    }

    @Test
    func `a failed opening leaves nothing behind for the next one to stumble over`() throws {
        let vault = try Vault(Samples.vaultKey(1))
        let sealed = try vault.seal(plaintext, for: "owner")
        expectUnopened(sealed.dropLast() + [sealed.last! ^ 1], by: vault)
        #expect(try vault.open(sealed, for: "owner") == plaintext)
    }

    @Test
    func `the purposes have keys of their own`() throws {
        let bytes = SecretBytes(Array(repeating: 1, count: 32))
        let pepper = try HKDF.deriveKey(from: bytes, info: Array("keyhold/pepper/v1".utf8))
        let sealing = try HKDF.deriveKey(from: bytes, info: Array("keyhold/sealing/v1".utf8))
        #expect(pepper.array != sealing.array && pepper.array != bytes.array)
    }
}
