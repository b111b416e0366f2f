import Foundation
import Wire
import Yams

/// The policies of a file.
struct PolicySet {
    let rateLimits: [CreateRateLimitBody]
    let usageLimits: [CreateUsageLimitBody]

    private static let largestFile = 4 << 20

    init(file: String) throws {
        try self.init(text: try Self.read(file), from: FileText.name(file))
    }

    init(text: String, from file: String) throws {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Failure(.usage, "\(file) is neither YAML nor JSON: \(SafeText.readable(String(describing: error)))")
        }
        guard let root, let fields = root.mapping else {
            throw Failure(.usage, "\(file) must hold the lists rate_limits and usage_limits.")
        }
        for (key, _) in fields where !["rate_limits", "usage_limits"].contains(key.string ?? "") {
            throw Failure(
                .usage,
                "\(file) has a list “\(key.string ?? "?")”, which is none of policies: there are rate_limits and usage_limits."
            )
        }
        rateLimits = try Self.entries(fields["rate_limits"], "rate_limits", file)
        usageLimits = try Self.entries(fields["usage_limits"], "usage_limits", file)
        try Self.requireNames(rateLimits.map(\.name), "rate_limits", file)
        try Self.requireNames(usageLimits.map(\.name), "usage_limits", file)
    }

    private static func read(_ file: String) throws -> String {
        let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
        guard let handle, let data = try? handle.read(upToCount: largestFile + 1) else {
            throw Failure(.usage, "\(FileText.name(file)) cannot be read.")
        }
        let bytes = try InputText.withoutMark([UInt8](data), of: FileText.name(file))
        guard data.count <= largestFile, let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.usage, "\(FileText.name(file)) must be text of at most 4 MB.")
        }
        return text
    }

    private static func entries<Body: StrictBody>(_ list: Node?, _ name: String, _ file: String) throws -> [Body] {
        guard let list else { return [] }
        guard let items = list.sequence else { throw Failure(.usage, "\(file): \(name) must be a list.") }
        return try items.enumerated().map { index, item in
            let place = "\(file): \(name)[\(index)]"
            guard let fields = item.mapping else { throw Failure(.usage, "\(place) must have fields.") }
            for (key, _) in fields where !Body.fields.contains(key.string ?? "") {
                throw Failure(.usage, "\(place) has \(key.string ?? "a name"), which is no field.")
            }
            do {
                return try YAMLDecoder().decode(Body.self, from: item)
            } catch let error as DecodingError {
                throw Failure(.usage, "\(place): \(problem(error))")
            }
        }
    }

    private static func problem(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has a value of the wrong kind."
        @unknown default: "it cannot be read."
        }
    }

    /// Entries are found by their names.
    private static func requireNames(_ names: [String?], _ list: String, _ file: String) throws {
        var seen: Set<String> = []
        for (index, name) in names.enumerated() {
            guard let name, !name.isEmpty else { throw Failure(.usage, "\(file): \(list)[\(index)] needs a name.") }
            guard seen.insert(name).inserted else { throw Failure(.usage, "\(file): \(list) has “\(name)” twice.") }
        }
    }
}
