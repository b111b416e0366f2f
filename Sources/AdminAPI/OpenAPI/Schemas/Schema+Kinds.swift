extension Schema {
    static func text(
        _ description: String, length: ClosedRange<Int>? = nil, format: String? = nil, pattern: String? = nil
    ) -> Schema {
        var more: [DocumentValue.Member] = []
        if let format { more.append(.init("format", .string(format))) }
        if let length { more += bounds("minLength", "maxLength", length.lowerBound, length.upperBound) }
        if let pattern { more.append(.init("pattern", .string(pattern))) }
        return Schema("string", description, more)
    }

    /// A UUIDv7, in the one spelling that is taken.
    static func id(_ description: String) -> Schema { text(description, format: "uuid") }

    /// RFC 3339; replies are in UTC with milliseconds.
    static func instant(_ description: String) -> Schema { text(description, format: "date-time") }

    static func integer(_ description: String, _ range: ClosedRange<Int64>) -> Schema {
        let limits: [DocumentValue.Member] = [
            .init("minimum", .integer(range.lowerBound)), .init("maximum", .integer(range.upperBound)),
        ]
        return Schema("integer", description, [.init("format", "int64")] + limits)
    }

    static func unixSeconds(_ description: String) -> Schema {
        Schema("integer", description, [.init("format", "int64")])
    }

    static func flag(_ description: String) -> Schema { Schema("boolean", description) }

    static func constant(_ word: String, _ description: String) -> Schema {
        Schema("string", description, [.init("const", .string(word))])
    }

    /// One of the words that the program itself knows; the document cannot fall behind the type.
    static func word<Value: CaseIterable & RawRepresentable<String>>(of type: Value.Type, _ description: String)
        -> Schema
    {
        word(of: type.allCases.map(\.rawValue), description)
    }

    static func word(of words: [String], _ description: String) -> Schema {
        Schema("string", description, [.init("enum", .words(words))])
    }

    static func list(of item: Schema, _ description: String, count: ClosedRange<Int>? = nil) -> Schema {
        var more = [DocumentValue.Member("items", item.value)]
        if let count { more += bounds("minItems", "maxItems", count.lowerBound, count.upperBound) }
        return Schema("array", description, more)
    }

    /// One by itself, or a list.
    static func oneOrMany(of item: Schema, _ description: String, count: ClosedRange<Int>) -> Schema {
        either([item, list(of: item, "Several.", count: count)], description)
    }

    /// A lower bound of zero says nothing and is left out.
    private static func bounds(_ least: String, _ most: String, _ low: Int, _ high: Int) -> [DocumentValue.Member] {
        let upper: [DocumentValue.Member] = high == .max ? [] : [.init(most, .integer(Int64(high)))]
        return (low > 0 ? [.init(least, .integer(Int64(low)))] : []) + upper
    }
}
