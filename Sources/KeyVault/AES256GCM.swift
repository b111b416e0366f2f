internal import COpenSSL
import Domain

/// AES-256-GCM, NIST SP 800-38D, with nonces of 96 and tags of 128 bits.
enum AES256GCM {
    /// In bytes.
    static let nonceLength = 12
    /// In bytes.
    static let tagLength = 16

    /// - Returns: the ciphertext, then the tag.
    static func seal(
        _ plaintext: [UInt8], key: SecretBytes, nonce: [UInt8], authenticating context: [UInt8]
    ) throws(AdminError) -> [UInt8] {
        let cipher = try CipherContext(key: key, nonce: nonce, isSealing: true)
        guard cipher.authenticate(context), var output = cipher.process(plaintext), cipher.finish() else {
            throw OpenSSL.failure(of: "EVP_CipherUpdate")
        }
        guard let tag = cipher.tag() else { throw OpenSSL.failure(of: "EVP_CIPHER_CTX_ctrl") }
        output += tag
        return output
    }

    /// - Parameter box: the ciphertext, then the tag.
    /// - Returns: `nil` when the tag does not fit; nothing of what was decrypted gets out before that is known.
    static func open(
        _ box: ArraySlice<UInt8>, key: SecretBytes, nonce: [UInt8], authenticating context: [UInt8]
    ) throws(AdminError) -> [UInt8]? {
        guard box.count >= tagLength else { return nil }
        let cipher = try CipherContext(key: key, nonce: nonce, isSealing: false)
        guard cipher.expect(tag: Array(box.suffix(tagLength))), cipher.authenticate(context),
            var plaintext = cipher.process(Array(box.dropLast(tagLength)))
        else { throw OpenSSL.failure(of: "EVP_CipherUpdate") }
        guard cipher.finish() else {
            OPENSSL_cleanse(&plaintext, plaintext.count)
            ERR_clear_error()
            return nil
        }
        return plaintext
    }
}

/// One message's cipher state.
private final class CipherContext {
    private let context: OpaquePointer

    init(key: SecretBytes, nonce: [UInt8], isSealing: Bool) throws(AdminError) {
        guard let context = EVP_CIPHER_CTX_new() else { throw OpenSSL.failure(of: "EVP_CIPHER_CTX_new") }
        self.context = context
        // The cipher's own nonce length is 12 bytes and its key length 32; it reads as many, whatever is there.
        precondition(key.count == 32 && nonce.count == AES256GCM.nonceLength, "AES-256-GCM: wrong key or nonce length")
        let status = key.withBytes { key in
            let keyBytes = key.assumingMemoryBound(to: UInt8.self).baseAddress
            return EVP_CipherInit_ex2(context, OpenSSL.aes256GCM, keyBytes, nonce, isSealing ? 1 : 0, nil)
        }
        guard status == 1 else { throw OpenSSL.failure(of: "EVP_CipherInit_ex2") }
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    func authenticate(_ bytes: [UInt8]) -> Bool {
        guard let count = Int32(exactly: bytes.count) else { return false }
        var written: Int32 = 0
        return EVP_CipherUpdate(context, nil, &written, bytes, count) == 1
    }

    /// The other text of the same length; `nil` when OpenSSL fails.
    func process(_ input: [UInt8]) -> [UInt8]? {
        guard let count = Int32(exactly: input.count) else { return nil }
        var output = [UInt8](repeating: 0, count: input.count)
        var written: Int32 = 0
        guard count == 0 || EVP_CipherUpdate(context, &output, &written, input, count) == 1 else { return nil }
        return output
    }

    /// When opening: whether the tag fits.
    func finish() -> Bool {
        // GCM writes nothing here, but OpenSSL wants a place to write to.
        var nothing = [UInt8](repeating: 0, count: 16)
        var written: Int32 = 0
        return EVP_CipherFinal_ex(context, &nothing, &written) == 1
    }

    func expect(tag: [UInt8]) -> Bool {
        var tag = tag
        return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1
    }

    func tag() -> [UInt8]? {
        var tag = [UInt8](repeating: 0, count: AES256GCM.tagLength)
        return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag) == 1 ? tag : nil
    }
}
