import Domain

/// Models by their names and the beginnings of names, compiled so that asking costs the same however long the list was.
public struct ModelSet: Sendable {
    private let isEverything: Bool
    /// Names and ids.
    private let exact: Set<String>
    private let prefixes: Set<Substring>
    /// The lengths that prefixes have, in bytes: a handful, where lists are long because they name many models.
    private let prefixLengths: [Int]

    public static let everything = ModelSet([ModelPattern("*")].compactMap(\.self))

    public init(_ patterns: [ModelPattern]) {
        prefixes = Set(patterns.compactMap(\.prefix))
        exact = Set(patterns.filter { $0.prefix == nil }.map(\.text))
        isEverything = prefixes.contains("")
        prefixLengths = Set(prefixes.map(\.utf8.count)).sorted()
    }

    public init(_ models: TeamModels) {
        self = models.mode == .all ? .everything : ModelSet(models.models)
    }

    public func contains(_ model: ModelReference) -> Bool {
        if isEverything || exact.contains(model.name) { return true }
        if let id = model.id, exact.contains(id) { return true }
        let name = model.name.utf8
        return prefixLengths.contains { length in
            length <= name.count && prefixes.contains(Substring(name.prefix(length)))
        }
    }
}
