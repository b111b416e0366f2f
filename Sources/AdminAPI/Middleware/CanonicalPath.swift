import Domain
import HTTPTypes
import Hummingbird
import Wire

/// One spelling for one path. Two that differ only in tricks must never be one thing to a proxy's rule and another to the
/// router.
enum CanonicalPath {
    static func check(_ request: Request) throws(AdminError) {
        let path = request.uri.path
        guard isCanonical(path) else {
            throw AdminError(
                .invalidRequest,
                """
                The path must be written plainly: no empty or dot segments, no trailing slash, no encoded characters but \
                in a model's name those that need it.
                """,
                param: "path")
        }
    }

    /// Ids, slugs and words need no encoding, so an encoded character is a trick or a mistake; but for the names of models,
    /// which may hold what a segment cannot.
    static func isCanonical(_ path: String) -> Bool { consistsOfWords(path) || isCanonical(inSegments: path) }

    /// True for nearly all that are canonical, and for nothing else: plain characters alone, and in each segment one that is
    /// no dot.
    private static func consistsOfWords(_ path: String) -> Bool {
        guard path.utf8.first == UInt8(ascii: "/") else { return false }
        var isWord = false
        for byte in path.utf8.dropFirst() {
            if byte == UInt8(ascii: "/") {
                guard isWord else { return false }
                isWord = false
            } else {
                guard isPlain(byte) else { return false }
                isWord = isWord || byte != UInt8(ascii: ".")
            }
        }
        return isWord
    }

    static func isCanonical(inSegments path: String) -> Bool {
        guard path.utf8.first == UInt8(ascii: "/") else { return false }
        if path.utf8.count == 1 { return true }
        let segments = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return segments.indices.allSatisfy { index in
            let segment = segments[index]
            return !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
                && (segment.allSatisfy(isPlain)
                    || (mayBeModel(segments, at: index) && ModelSegment.isCanonical(String(Substring(segment)))))
        }
    }

    private struct ModelPlace {
        let segments: [String.UTF8View.SubSequence]
        /// Whether the name may go on in further segments.
        let isOpenEnded: Bool

        init?(_ endpoint: Endpoint) {
            let all = endpoint.path.utf8.dropFirst().split(separator: UInt8(ascii: "/"))
            guard let place = all.firstIndex(where: { $0.elementsEqual("{model}".utf8) }) else { return nil }
            segments = Array(all[...place])
            isOpenEnded = endpoint.routerPath.hasSuffix("**")
        }
    }

    private static let modelPlaces = Endpoint.allCases.compactMap { ModelPlace($0) }

    /// Whether an operation has a model's name at this place of the path.
    private static func mayBeModel(_ segments: [String.UTF8View.SubSequence], at index: Int) -> Bool {
        modelPlaces.contains { place in
            (place.segments.count == index + 1 || (place.isOpenEnded && place.segments.count <= index))
                && zip(place.segments, segments).allSatisfy { $0.first == UInt8(ascii: "{") || $0.elementsEqual($1) }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x3A: true
        default: false
        }
    }
}

/// The name of a model as a segment of a path (RFC 3986 §3.3): what a segment may hold stands as it is, everything else
/// is percent-encoded, and so is nothing that never needs it.
enum ModelSegment {
    static func isCanonical(_ segment: String) -> Bool {
        guard let name = PercentEncoding.decode(segment), isCanonicalName(name) else { return false }
        let encoded = segment.split(separator: "%", omittingEmptySubsequences: false).dropFirst().map { $0.prefix(2) }
        let isNeeded = encoded.allSatisfy { digits in UInt8(digits, radix: 16).map(isUnreserved) == false }
        return isNeeded && segment.utf8.allSatisfy { isUnreserved($0) || "!$&'()+,;=:@%".utf8.contains($0) }
    }

    private static func isCanonicalName(_ text: String) -> Bool {
        ModelName(text)?.text.utf8.elementsEqual(text.utf8) ?? false
    }

    /// RFC 3986 §2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
