import HTTPTypes

extension HTTPFields {
    /// What `self[name]` is. Of a field that stands there once, as nearly all do, the subscript makes a new text each time.
    func value(of name: HTTPField.Name) -> String? {
        var found: String?
        for field in self where field.name == name {
            guard found == nil else { return self[name] }
            found = field.value
        }
        return found
    }
}
