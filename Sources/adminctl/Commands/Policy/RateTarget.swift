import AdminClient
import ArgumentParser

/// The rate limit that a command is about.
struct RateTarget: ParsableArguments {
    @Argument(
        help: .init("The rate limit: its name, id, or the beginning of its id.", valueName: "limit"),
        completion: .names(of: .rateLimit))
    var limit: String

    func resolve(_ session: Session, status: String? = nil) throws -> String {
        try Reference.resolve(
            limit, in: session.client.rateLimits(PolicyListFilter(status: status), pageSize: ListOptions.longestPage))
    }
}

/// The budget that a command is about.
struct UsageTarget: ParsableArguments {
    @Argument(
        help: .init("The budget: its name, id, or the beginning of its id.", valueName: "budget"),
        completion: .names(of: .usageLimit))
    var budget: String

    func resolve(_ session: Session, status: String? = nil) throws -> String {
        try Reference.resolve(
            budget, in: session.client.usageLimits(PolicyListFilter(status: status), pageSize: ListOptions.longestPage))
    }
}

/// Which policies a list is of.
struct PolicyFilterOptions: ParsableArguments {
    @Option(help: .init("active or archived. (default: active)", valueName: "status"))
    var status: PolicyStatusArgument?

    @Option(
        help: .init("Only those for this team's calls alone: its slug, name or id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String?

    @Option(help: .init("The limits that were given on this key, by its id, in place of all others.", valueName: "id"))
    var key: String?

    func filter(_ session: Session) throws -> PolicyListFilter {
        PolicyListFilter(
            status: status?.rawValue, team: try team.map { try session.teamID($0) }, apiKeyID: key)
    }
}
