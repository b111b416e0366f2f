import Domain
import HTTPTypes

/// What a request's head may hold, whichever version of HTTP it came by.
enum HeadRules {
    /// Header fields of one request; more is no client that means well.
    static let maximumFields = 200

    /// RFC 9112 §3.2, RFC 9113 §8.3.1: a request names one host; over HTTP/2 by `:authority`, by `Host`, or by both alike.
    ///
    /// - Parameters:
    ///   - authority: what `:authority` says.
    ///   - hosts: the values of `Host`.
    static func namesOneHost(authority: String? = nil, hosts: [String]) -> Bool {
        guard hosts.count <= 1, let host = authority ?? hosts.first, isHost(host) else { return false }
        guard authority != nil, let other = hosts.first else { return true }
        return other.utf8.elementsEqual(host.utf8, by: isEqualInAnyCase)
    }

    /// What is wrong with the head of a request of HTTP/2, which passed no decoder that knows the bounds.
    static func fault(ofStream request: HTTPRequest, maximumBytes: Int) -> AdminError? {
        let fields = request.headerFields
        guard request.path?.first == "/" else { return .doubtfulPath }
        let hosts = fields[values: .host]
        // An empty name, which a URL of http or https cannot have, stands in requests of HTTP/1.1 alone.
        guard namesOneHost(authority: request.authority, hosts: hosts), request.authority ?? hosts.first != "" else {
            return .doubtfulHost
        }
        guard fields.count <= maximumFields, size(of: request) <= maximumBytes else { return .largeHead }
        return nil
    }

    private static func size(of request: HTTPRequest) -> Int {
        request.headerFields.reduce((request.path?.utf8.count ?? 0) + (request.authority?.utf8.count ?? 0)) {
            $0 + $1.name.rawName.utf8.count + $1.value.utf8.count
        }
    }

    /// The bytes of RFC 3986 §3.2.2 and §3.2.3: no user, no path, no list, nothing that needs quoting.
    private static func isHost(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
            default: "_~%!$&'()*+;=[]".utf8.contains(byte)
            }
        }
    }

    private static func isEqualInAnyCase(_ left: UInt8, _ right: UInt8) -> Bool {
        left == right || (left ^ right == 0x20 && (0x61...0x7A).contains(left | 0x20))
    }
}

extension HTTPField.Name {
    static let host = HTTPField.Name("Host")!
}
