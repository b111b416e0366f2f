import ArgumentParser

/// `name=value`; the value may be empty and may hold `=`.
struct MetadataArgument: ExpressibleByArgument, Equatable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
            ArgumentReason.give("Metadata is name=value: env=prod.")
            return nil
        }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

extension [MetadataArgument] {
    /// Nil where none was given.
    /// - Throws: `ValidationError` where a name comes twice.
    func dictionary() throws -> [String: String]? {
        var fields: [String: String] = [:]
        for item in self {
            guard fields.updateValue(item.value, forKey: item.name) == nil else {
                throw ValidationError("--metadata names “\(item.name)” twice.")
            }
        }
        return isEmpty ? nil : fields
    }
}
