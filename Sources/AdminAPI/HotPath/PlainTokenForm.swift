import KeyVault
import NIOCore
import OAuth
import Wire

/// Reads a request for a token as client libraries really send it: the credential by Basic, and in the form nothing but
/// `grant_type` and perhaps `scope`, all of it ASCII. Whatever else there is makes it give up, and `OAuthForm` decides: what
/// this reads, that reads too, and as the same.
struct PlainTokenForm {
    let credential: ClientCredential
    /// `nil` where it is absent or empty.
    private(set) var scope: String?

    /// - Returns: `nil` for a request that only `OAuthForm` can judge, and for any grant but that of client credentials.
    init?(_ body: ByteBuffer, authorization: String?) {
        guard let credential = authorization.flatMap(Self.basic) else { return nil }
        self.credential = credential
        guard body.withUnsafeReadableBytes({ read($0) }) else { return nil }
    }

    private mutating func read(_ body: UnsafeRawBufferPointer) -> Bool {
        var (grantType, scope) = (String?.none, String?.none)
        for pair in body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), let value = Self.decode(pair[(equals + 1)...])
            else { return false }
            let name = pair[..<equals]
            if grantType == nil, name.elementsEqual("grant_type".utf8) {
                grantType = value
            } else if scope == nil, name.elementsEqual("scope".utf8) {
                scope = value
            } else {
                return false
            }
        }
        if scope?.isEmpty == false { self.scope = scope }
        return grantType == "client_credentials"
    }

    /// A value of the form; `nil` where a character is none of printable ASCII.
    private static func decode(_ bytes: Slice<UnsafeRawBufferPointer>) -> String? {
        let spaced = bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        let text = PercentEncoding.decode(String(decoding: spaced, as: UTF8.self))
        return text.flatMap { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? $0 : nil }
    }

    /// Id and secret, where neither holds anything that a form would encode (RFC 6749 §2.3.1).
    private static func basic(_ header: String) -> ClientCredential? {
        guard header.utf8.starts(with: "Basic ".utf8),
            let pair = Secret(base64: header.utf8.dropFirst(6))?.revealSecret(),
            pair.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") }),
            let colon = pair.utf8.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return ClientCredential(
            clientID: String(pair[..<colon]), secret: Secret(String(pair[colon...].dropFirst())))
    }
}
