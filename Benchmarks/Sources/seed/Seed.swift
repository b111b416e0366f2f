import Domain
import Foundation
import KeyVault
import Storage

/// Fills the database of a data directory that `admind init` has made with one organization, teams of a thousand keys,
/// and the keys; prints the organization's slug and a sample of the secrets as JSON.
///
/// Every key has a secret that was really minted. One in ten expires some day, one in a hundred has metadata and models
/// of its own: what a directory of keys looks like, so that the memory that is measured is not that of bare ones.
@main
enum Seed {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 3, let directory = arguments.first, let keys = Int(arguments.dropFirst().first ?? ""),
            let samples = Int(arguments.last ?? ""), keys > 0, (1...keys).contains(samples)
        else {
            FileHandle.standardError.write(Data("usage: seed DATA-DIR KEYS SAMPLES\n".utf8))
            exit(2)
        }
        let opened = try SQLiteDatabase.openMigrated(
            SQLiteConfiguration(path: directory + "/keyhold.db"), time: SystemTime(), observer: NoCommitObserver())
        let vault = try Vault(try VaultKey.load(from: .file(path: directory + "/vault.key")))
        let tenant = Tenant(database: opened.database, peppers: vault.peppers)
        let secrets = try await tenant.fill(keys: keys, samples: samples)
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
