import KeyVault
import NIOCore
import OAuth

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
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): text.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal)
                else { return nil }
                text.append(high << 4 | low)
            default: text.append(byte)
            }
        }
        return text.allSatisfy { (0x20...0x7E).contains($0) } ? String(decoding: text, as: UTF8.self) : nil
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Id and secret, where neither holds anything that a form would encode (RFC 6749 §2.3.1).
    private static func basic(_ header: String) -> ClientCredential? {
        guard header.utf8.starts(with: "Basic ".utf8),
            let text = PlainBase64.decode(header.utf8.dropFirst(6)),
            text.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") }),
            let colon = text.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return ClientCredential(
            clientID: String(decoding: text[..<colon], as: UTF8.self),
            secret: Secret(String(decoding: text[(colon + 1)...], as: UTF8.self)))
    }
}
