import CCurl

/// A request's header fields as curl takes them.
final class HeaderList {
    private(set) var list: UnsafeMutablePointer<curl_slist>?

    /// Nil where a name or a value holds a line break, which would smuggle a header in.
    init?(_ request: Request) {
        // Scalars, not characters: CR LF is one character, which is neither of the two.
        let isBreak: (Unicode.Scalar) -> Bool = { $0 == "\r" || $0 == "\n" || $0 == "\0" }
        for field in request.headers.fields {
            guard !(field.name + field.value).unicodeScalars.contains(where: isBreak) else { return nil }
            // A header without a value is written with a semicolon, or curl takes it for a removal.
            append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        // curl would call every body a web form.
        if request.headers["Content-Type"] == nil { append("Content-Type:") }
        // No round trip before a body is sent.
        append("Expect:")
    }

    deinit {
        curl_slist_free_all(list)
    }

    private func append(_ line: String) {
        guard let longer = curl_slist_append(list, line) else { fatalError("libcurl has no memory for a header") }
        list = longer
    }
}
