import Domain
import Policy

/// Fields that several bodies share, each described once.
extension Field {
    static func object(_ word: String) -> Field {
        .required("object", .constant(word, "What this is: always `\(word)`."))
    }

    static func organizationID() -> Field {
        .required("organization_id", .id("The organization that this belongs to."))
    }

    static var createdAt: Field { .required("created_at", .instant("When it was created, in UTC.")) }

    /// What a rotation counts as is said here, as that is what people trip over.
    static var updatedAt: Field {
        .required("updated_at", .instant("When it last changed, in UTC. A new secret is a change; being used is none."))
    }
}

extension Schema {
    /// The characters of Unicode's category Cc, for the inside of a class in a pattern.
    private static let control = #"\x00-\x1F\x7F-\x9F"#
    /// One character that is neither control nor blank.
    private static let plainEnd = #"[^ \x00-\x1F\x7F-\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]"#

    static func displayName(_ description: String) -> Schema {
        .text(
            description + " Neither control characters nor a blank at either end.", length: 1...255,
            pattern: "^\(plainEnd)([^\(control)]*\(plainEnd))?$")
    }

    static func slug(_ description: String) -> Schema {
        .text(
            description + " Letters, digits and hyphens, with a letter or a digit at both ends; kept in lower case.",
            length: 1...63, pattern: "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$")
    }

    /// Text of many lines: line ends are the only control characters.
    static func paragraph(_ description: String, length: ClosedRange<Int>) -> Schema {
        .text(
            description + " Line ends are the only control characters.", length: length,
            pattern: #"^[^\x00-\x09\x0B-\x1F\x7F-\x9F]*$"#)
    }

    /// An IPv4 or IPv6 address.
    static func address(_ description: String) -> Schema {
        .text(description, length: 2...45).adding("anyOf", [["format": "ipv4"], ["format": "ipv6"]])
    }

    static func email(_ description: String) -> Schema { .text(description, length: 3...254, format: "email") }

    /// Labels, held to the bounds of `Metadata`.
    static func metadata(_ description: String, count: Int = Metadata.maximumEntries) -> Schema {
        let value = Schema(
            "string", "A label's value.",
            [
                .init("maxLength", .integer(Int64(Metadata.maximumValueLength))),
                .init("pattern", .string("^[^\(control)]*$")),
            ])
        return Schema(
            "object", description,
            [
                .init("maxProperties", .integer(Int64(count))),
                .init(
                    "propertyNames",
                    [
                        "minLength": 1, "maxLength": .integer(Int64(Metadata.maximumNameLength)),
                        "pattern": .string("^[^\(control)]*$"),
                    ]),
                .init("additionalProperties", value.value),
            ])
    }

    static func allowedModels(_ description: String) -> Schema {
        models(description, atMost: KeyRules.maximumAllowedModels)
    }

    static func models(_ description: String, atMost limit: Int) -> Schema {
        .list(
            of: .text(
                "A model's name or id, or the beginning of a name with `*` at its end; `*` alone is every model.",
                length: 1...255,
                pattern: #"^(\*|[^\x00-\x1F\x7F-\x9F*\s]([^\x00-\x1F\x7F-\x9F*]*[^\x00-\x1F\x7F-\x9F\s])?)$"#),
            description, count: 0...limit)
    }

    static func allowedAddresses(_ description: String) -> Schema {
        .list(
            of: .text(
                "An IPv4 or IPv6 address, or a CIDR block without bits beyond its prefix. Shown as a block.",
                length: 2...49),
            description, count: 0...KeyRules.maximumAllowedAddresses)
    }

    static func scopes(_ description: String, count: ClosedRange<Int>? = nil) -> Schema {
        .list(of: .word(of: Scope.self, "A scope."), description, count: count)
    }
}
