import Domain
import HTTPTypes
import Hummingbird

/// One spelling for one path. Two that differ only in tricks must never be one thing to a proxy's rule and another to the
/// router.
enum CanonicalPath {
    static func check(_ request: Request) throws(AdminError) {
        let path = request.uri.path
        guard isCanonical(path) else {
            throw AdminError(
                .invalidRequest,
                "The path must be written plainly: no empty or dot segments, no trailing slash, no encoded characters.",
                param: "path")
        }
    }

    /// Ids, slugs and words need no encoding, so an encoded character is a trick or a mistake.
    static func isCanonical(_ path: String) -> Bool {
        guard path.utf8.first == UInt8(ascii: "/") else { return false }
        if path.utf8.count == 1 { return true }
        return path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
            segment in
            !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
                && segment.allSatisfy(isPlain)
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x3A: true
        default: false
        }
    }
}
