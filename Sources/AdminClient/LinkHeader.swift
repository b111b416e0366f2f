import Foundation

/// Reads `Link: </v1/…?after=ID&limit=N>; rel="next"` (RFC 8288 §3).
enum LinkHeader {
    /// The `after` of the link whose relation is `next`; nil without one. The rest of the address is not trusted: the
    /// next page is asked for where this one was.
    static func after(_ values: [String]) -> String? {
        values.flatMap { $0.split(separator: ",") }.lazy.compactMap(next).first
    }

    private static func next(_ link: Substring) -> String? {
        let parts = link.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let target = parts.first, target.hasPrefix("<"), target.hasSuffix(">"),
            parts.dropFirst().contains(where: isNext)
        else { return nil }
        let items = URLComponents(string: String(target.dropFirst().dropLast()))?.queryItems
        return items?.first { $0.name == "after" }?.value
    }

    private static func isNext(_ parameter: String) -> Bool {
        let halves = parameter.split(separator: "=", maxSplits: 1)
        guard halves.count == 2, halves[0].lowercased() == "rel" else { return false }
        let relations = halves[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        return relations.split(separator: " ").contains { $0.lowercased() == "next" }
    }
}
