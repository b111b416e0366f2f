import Domain
import Edge
import Foundation
import Logging

/// How many connections each listener may have, as far as the limit on open files lets it.
struct ConnectionPlaces {
    /// Of each listener; at least one.
    let each: Int
    /// Of them, from one address; 0: no bound of its own.
    let perAddress: Int

    /// Raises the limit on open files, if it has to be and can be.
    ///
    /// - Throws: where there would be no room for the database and one connection each.
    init(_ settings: Settings, _ logger: Logger) throws(AdminError) {
        let (wanted, count) = (Int(settings.maximumConnections), settings.listeners.count)
        let reserve = Self.reserve(settings)
        let fitting = DescriptorBudget.fit(connections: wanted * count, reserve: reserve)
        each = min(wanted, fitting / count)
        perAddress = settings.maximumConnectionsPerAddress.map { Int($0) } ?? max(1, each / 4)
        guard each > 0 else {
            throw AdminError(
                .unavailable,
                """
                The limit on open files is too low: these settings need \(reserve + count) at the least. Raise the hard \
                limit (ulimit -Hn, or LimitNOFILE= of systemd).
                """)
        }
        guard each < wanted else { return }
        logger.warning(
            "the limit on open files leaves room for fewer connections than server.max_connections",
            metadata: ["connections": "\(each)", "listeners": "\(count)"])
    }

    /// Descriptors for everything that is no connection: a reader has up to three files, an event loop three of the
    /// system's; a listener itself and one connection that it is about to turn away; and what else there is.
    private static func reserve(_ settings: Settings) -> Int {
        let loops = ProcessInfo.processInfo.activeProcessorCount
        return (Int(settings.databaseReaders) + loops) * 3 + settings.listeners.count * 2 + 32
    }
}
