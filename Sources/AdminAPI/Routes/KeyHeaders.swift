import Domain
import HTTPTypes

/// The headers in which a request may carry an API key, in their order: one gateway stands before several SDKs, and each has
/// its own. The first that is there counts, be its key good or not; one without a value is none.
public struct KeyHeaders: Sendable {
    /// Of OpenAI, Anthropic, Google and Azure.
    public static let standard = KeyHeaders(["Authorization", "x-api-key", "x-goog-api-key", "api-key"])!

    let names: [HTTPField.Name]

    /// - Parameter names: at least one, and none twice, in any case.
    /// - Returns: `nil` for anything else, and for what is no name of a header.
    public init?(_ names: [String]) {
        let known = names.compactMap { HTTPField.Name($0) }
        guard !known.isEmpty, known.count == names.count, Set(known).count == known.count else { return nil }
        self.names = known
    }

    /// - Returns: `nil` where none of them is there.
    /// - Throws: `unauthenticated` where the one that counts is there twice: which of the two another program takes, nobody
    ///   knows.
    func value(in headers: HTTPFields) throws(AdminError) -> (name: HTTPField.Name, value: String)? {
        for name in names {
            var values = headers[values: name].makeIterator()
            guard let value = values.next() else { continue }
            guard values.next() == nil else {
                throw AdminError(
                    .unauthenticated, "\(name.rawName) is there twice: send one key, once.", param: name.rawName)
            }
            if !Self.isEmpty(value) { return (name, value) }
        }
        return nil
    }

    static func isEmpty(_ value: String) -> Bool { value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// What a caller is told who sent none of them.
    var wanted: AdminError {
        let names = names.map(\.rawName).joined(separator: ", ")
        return AdminError(.unauthenticated, "This needs an API key in one of these headers: \(names).")
    }
}
