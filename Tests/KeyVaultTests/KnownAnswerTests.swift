import Testing

@testable import KeyVault

/// The published vectors of the standards that the module stands on.
struct KnownAnswerTests {
    struct Keyed: Sendable {
        let key: [UInt8]
        let data: [UInt8]
        let answer: String
    }

    /// RFC 4231 §4.2–4.5, 4.7, 4.8.
    static let hmacs = [
        Keyed(
            key: Array(repeating: 0x0b, count: 20), data: Array("Hi There".utf8),
            answer: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        Keyed(
            key: Array("Jefe".utf8), data: Array("what do ya want for nothing?".utf8),
            answer: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        Keyed(
            key: Array(repeating: 0xaa, count: 20), data: Array(repeating: 0xdd, count: 50),
            answer: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        Keyed(
            key: Array(1...25), data: Array(repeating: 0xcd, count: 50),
            answer: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
        Keyed(
            key: Array(repeating: 0xaa, count: 131),
            data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            answer: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
        Keyed(
            key: Array(repeating: 0xaa, count: 131),
            data: Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
            answer: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
    ]

    @Test(arguments: hmacs)
    func `a keyed digest is HMAC-SHA-256 as RFC 4231 has it, every time it is asked`(_ vector: Keyed) throws {
        let digest = KeyedDigest(key: SecretBytes(vector.key))
        for _ in 1...3 {
            let answer = try vector.data.withUnsafeBytes { try digest.digest($0) }
            #expect(answer.bytes == hex(vector.answer))
        }
    }

    struct Derived: Sendable {
        let key: [UInt8]
        let salt: [UInt8]
        let info: [UInt8]
        let answer: String
    }

    /// RFC 5869 appendix A.1–A.3.
    static let derivations = [
        Derived(
            key: Array(repeating: 0x0b, count: 22), salt: Array(0x00...0x0c), info: Array(0xf0...0xf9),
            answer: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
        Derived(
            key: Array(0x00...0x4f), salt: Array(0x60...0xaf), info: Array(0xb0...0xff),
            answer: """
                b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09
                da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
                """),
        Derived(
            key: Array(repeating: 0x0b, count: 22), salt: [], info: [],
            answer: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
    ]

    @Test(arguments: derivations)
    func `a derived key is HKDF-SHA-256 as RFC 5869 has it`(_ vector: Derived) throws {
        let answer = hex(vector.answer)
        let key = try HKDF.deriveKey(
            from: SecretBytes(vector.key), salt: vector.salt, info: vector.info, count: answer.count)
        #expect(key.array == answer)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `a hash is SHA-256 as FIPS 180-4 has it`(_ text: String, _ answer: String) throws {
        #expect(try Hash.sha256(Array(text.utf8)) == hex(answer))
    }

    @Test(arguments: [("123456789", UInt32(0xcbf4_3926)), ("", 0), ("a", 0xe8b7_be43)])
    func `the checksum is the CRC-32 of IEEE 802-3`(_ text: String, _ answer: UInt32) {
        #expect(Array(text.utf8).withUnsafeBytes(CRC32.checksum) == answer)
    }
}
