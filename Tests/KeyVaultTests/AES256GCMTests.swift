import Testing

@testable import KeyVault

/// McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, test cases 13 to 16.
struct AES256GCMTests {
    struct Vector: Sendable {
        let key: String
        let nonce: String
        let plaintext: String
        let context: String
        let box: String
    }

    private static let zeroKey = String(repeating: "00", count: 32)
    private static let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    private static let nonce = "cafebabefacedbaddecaf888"
    private static let plaintext = """
        d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
        1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
        """
    private static let ciphertext = """
        522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
        8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
        """

    static let vectors = [
        Vector(
            key: zeroKey, nonce: "000000000000000000000000", plaintext: "", context: "",
            box: "530f8afbc74536b9a963b4f1c4cb738b"),
        Vector(
            key: zeroKey, nonce: "000000000000000000000000", plaintext: "00000000000000000000000000000000",
            context: "", box: "cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919"),
        Vector(
            key: key, nonce: nonce, plaintext: plaintext + "1aafd255", context: "",
            box: ciphertext + "898015ad b094dac5d93471bdec1a502270e3cc6c"),
        Vector(
            key: key, nonce: nonce, plaintext: plaintext, context: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            box: ciphertext + "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]

    @Test(arguments: vectors)
    func `a box is AES-256-GCM as its authors have it, and opens`(_ vector: Vector) throws {
        let key = SecretBytes(hex(vector.key))
        let box = try AES256GCM.seal(
            hex(vector.plaintext), key: key, nonce: hex(vector.nonce), authenticating: hex(vector.context))
        #expect(box == hex(vector.box))
        let opened = try AES256GCM.open(
            box[...], key: key, nonce: hex(vector.nonce), authenticating: hex(vector.context))
        #expect(opened == hex(vector.plaintext))
    }

    @Test
    func `a box without its context, or shorter than a tag, does not open`() throws {
        let vector = Self.vectors[3]
        let key = SecretBytes(hex(vector.key))
        let box = hex(vector.box)
        #expect(try AES256GCM.open(box[...], key: key, nonce: hex(vector.nonce), authenticating: []) == nil)
        #expect(try AES256GCM.open(box.prefix(15), key: key, nonce: hex(vector.nonce), authenticating: []) == nil)
    }
}
