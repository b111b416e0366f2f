/// A statement that was put together, with the values of its parameters.
struct BoundSQL {
    var sql = ""
    private(set) var values: [SQLValue] = []

    /// The parameter that stands for the value.
    mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    /// The same parameter for a value wherever it is wanted.
    mutating func bind(once value: SQLValue) -> String {
        if let known = values.firstIndex(of: value) { return "$\(known + 1)" }
        return bind(value)
    }
}
