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

    /// Names with their values, in order.
    init(_ pairs: [(name: String, value: String?)]) {
        for (name, value) in pairs { add(name, value) }
    }

    init(force: Bool) {
        add("force", force ? "true" : nil)
    }

    init(dryRun: Bool, skipInvalid: Bool = false, diff: Bool = false) {
        add("dry_run", dryRun ? "true" : nil)
        add("invalid", skipInvalid ? "skip" : nil)
        add("diff", diff ? "true" : nil)
    }

    init(teamID: String?) {
        add("team_id", teamID)
    }

    private mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        text += (text.isEmpty ? "?" : "&") + name + "=" + PercentEncoding.encode(value)
    }
}
