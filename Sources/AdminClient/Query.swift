import Wire

/// The query of a URL. What is nil is left out.
struct Query {
    private(set) var text = ""

    init() {}

    init(limit: Int?, after: String?, includeRemoved: Bool = false) {
        add("limit", limit.map(String.init))
        add("after", after)
        add("include_removed", includeRemoved ? "true" : nil)
    }

    init(dryRun: Bool) {
        add("dry_run", dryRun ? "true" : nil)
    }

    private mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        text += (text.isEmpty ? "?" : "&") + name + "=" + PercentEncoding.encode(value)
    }
}
