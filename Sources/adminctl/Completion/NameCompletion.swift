import AdminClient
import ArgumentParser
import Foundation

/// Completes names from the server. Whatever goes wrong, there are no names: a shell that waits for Tab wants neither an
/// error nor a pause.
enum NameCompletion {
    enum Noun {
        case organization, team, user, key, client, model, profile, rateLimit, usageLimit, reservation
    }

    private static let patienceMilliseconds = 1_500
    private static let mostNames = 200

    /// - Parameter words: the command line so far.
    static func names(of noun: Noun, _ words: [String]) -> [String] {
        (try? find(noun, CommandWords(words)).map { SafeText.withoutControls($0) }) ?? []
    }

    private static func find(_ noun: Noun, _ words: CommandWords) throws -> [String] {
        let environment = ProcessInfo.processInfo.environment
        if noun == .profile { return try ProfileStore(environment).read().profiles.keys.sorted() }
        let client = try client(words, environment)
        switch noun {
        case .organization: return try client.listOrganizations(limit: mostNames).items.map(\.slug)
        case .team: return try client.listTeams(limit: mostNames).items.map(\.slug)
        case .user: return try client.listUsers(limit: mostNames).items.map(\.email)
        case .client: return try client.listClients(limit: mostNames).items.map(\.name)
        case .key: return try client.listKeys(of: try owner(words, client), limit: mostNames).items.map(\.name)
        case .rateLimit: return try client.listRateLimits(limit: mostNames).items.compactMap(\.name.value)
        case .usageLimit: return try client.listUsageLimits(limit: mostNames).items.compactMap(\.name.value)
        case .reservation: return try client.listReservations(state: "open", limit: mostNames).items.map(\.id)
        case .model: return try client.listModels(limit: mostNames).items.map(\.name)
        case .profile: return []
        }
    }

    private static func client(_ words: CommandWords, _ environment: [String: String]) throws -> KeyholdClient {
        var options = try ConnectionOptions.parse([])
        options.profile = words.value(of: "--profile")
        options.url = words.value(of: "--url")
        options.organization = words.value(of: "--organization")
        options.caFile = words.value(of: "--ca-file")
        options.clientCertFile = words.value(of: "--client-cert-file")
        options.clientKeyFile = words.value(of: "--client-key-file")
        var configuration = try Connection(options, environment).configuration(options, environment)
        configuration.transport.retry.attempts = 1
        configuration.transport.observePlainCredential = nil
        configuration.transport.connectTimeoutMilliseconds = patienceMilliseconds
        configuration.transport.totalTimeoutMilliseconds = patienceMilliseconds
        return KeyholdClient(configuration)
    }

    private static func owner(_ words: CommandWords, _ client: KeyholdClient) throws -> KeyOwner {
        guard let team = words.value(of: "--team") else { return .user }
        return .team(try Reference.resolve(team, in: client.teams(pageSize: ListOptions.longestPage)))
    }
}

/// A command line that is being typed.
struct CommandWords {
    private let words: [String]

    init(_ words: [String]) {
        self.words = words
    }

    /// As `--name value` or `--name=value`.
    func value(of option: String) -> String? {
        if let joined = words.last(where: { $0.hasPrefix(option + "=") }) {
            return String(joined.dropFirst(option.count + 1))
        }
        guard let index = words.lastIndex(of: option), words.indices.contains(index + 1) else { return nil }
        return words[index + 1].isEmpty ? nil : words[index + 1]
    }
}

extension CompletionKind {
    static func names(of noun: NameCompletion.Noun) -> CompletionKind {
        .custom { words, _, _ in NameCompletion.names(of: noun, words) }
    }
}
