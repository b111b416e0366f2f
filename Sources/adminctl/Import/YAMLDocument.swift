import Yams

/// A YAML document as JSON text. Numbers keep the digits that they were written with: no amount of money goes through a
/// float on its way to the server.
enum YAMLDocument {
    /// - Throws: `Failure` of status usage that names the line.
    static func json(_ text: String) throws -> String {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Failure(.usage, "this is no YAML: \(problem(error)).")
        }
        guard let root else { throw Failure(.usage, "the file is empty.") }
        return try json(root)
    }

    private static func json(_ node: Node) throws -> String {
        switch node {
        case .scalar(let scalar): return try json(scalar, as: Resolver.default.resolveTag(of: node))
        case .sequence(let items): return "[" + (try items.map(json)).joined(separator: ",") + "]"
        case .mapping(let fields):
            let members = try fields.map { key, value in
                guard let name = key.scalar?.string else { throw fault(key, "a name must be a single word") }
                return JSONText.render(.string(name)) + ":" + (try json(value))
            }
            return "{" + members.joined(separator: ",") + "}"
        case .alias: throw fault(node, "aliases are not read")
        }
    }

    private static func json(_ scalar: Node.Scalar, as tag: Tag.Name) throws -> String {
        switch tag {
        case .null: return "null"
        case .bool: return ["yes", "true", "on"].contains(scalar.string.lowercased()) ? "true" : "false"
        case .int, .float:
            // YAML 1.1 knows more spellings than JSON: 1_000, 0x10, 1:30, .inf. None is a sensible amount.
            guard scalar.string.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil else {
                throw fault(.scalar(scalar), "“\(scalar.string)” is not a plain number; write text in quotes")
            }
            return scalar.string
        default: return JSONText.render(.string(scalar.string))
        }
    }

    private static func fault(_ node: Node, _ problem: String) -> Failure {
        Failure(.usage, (node.mark.map { "line \($0.line): " } ?? "") + problem + ".")
    }

    /// What is wrong and where; never the text itself.
    private static func problem(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line): \(problem)"
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping(let duplicates, _): "a name stands twice: \(duplicates.joined(separator: ", "))"
        default: "it cannot be read"
        }
    }
}
