import Domain
import Foundation
import KeyVault
import Storage

/// Fills the database of a data directory that `admind init` has made with one organization, teams of a thousand keys,
/// and the keys; and, where that is said, with policies and counters. Prints the organization's slug and a sample of the
/// secrets as JSON.
///
/// Every key has a secret that was really minted. One in ten expires some day, one in a hundred has metadata and models
/// of its own: what a directory of keys looks like, so that the memory that is measured is not that of bare ones.
@main
enum Seed {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let numbers = arguments.dropFirst().compactMap { Int($0) }
        guard let directory = arguments.first, [2, 4].contains(numbers.count), numbers.count == arguments.count - 1,
            numbers[0] > 0, (1...numbers[0]).contains(numbers[1]), numbers.allSatisfy({ $0 >= 0 })
        else {
            FileHandle.standardError.write(Data("usage: seed DATA-DIR KEYS SAMPLES [POLICIES COUNTERS]\n".utf8))
            exit(2)
        }
        let opened = try SQLiteDatabase.openMigrated(
            SQLiteConfiguration(path: directory + "/keyhold.db"), time: SystemTime(), observer: NoCommitObserver())
        let vault = try Vault(try VaultKey.load(from: .file(path: directory + "/vault.key")))
        let tenant = Tenant(database: opened.database, peppers: vault.peppers)
        let organization = try await tenant.make()
        let secrets = try await tenant.fill(organization, keys: numbers[0], samples: numbers[1])
        if numbers.count == 4 {
            let limits = Limits(database: opened.database, organization: organization)
            try await limits.fill(policies: numbers[2], counters: numbers[3])
        }
        try await opened.database.close()
        opened.lock.release()
        let report = Report(organization: Tenant.slug, secrets: secrets)
        FileHandle.standardOutput.write(try JSONEncoder().encode(report))
    }

    private struct Report: Encodable {
        let organization: String
        let secrets: [String]
    }
}
