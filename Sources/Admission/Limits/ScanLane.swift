import Dispatch
import Domain

/// Looks through many counters beside the calls: one thread for all who want that, a piece of each in turn, so that no
/// lock, no event loop and no more than one core is theirs for long.
final class ScanLane: Sendable {
    /// Counters under one lock: well under a millisecond.
    static let pieceSize = 512

    private let queue = DispatchQueue(label: "limit-scans", qos: .utility)

    /// - Parameter piece: goes on with what was found so far; returns true when it is through.
    func run<Found: Sendable>(
        _ found: Found, _ piece: @escaping @Sendable (inout Found) throws(AdminError) -> Bool
    ) async throws(AdminError) -> Found {
        let outcome = await withCheckedContinuation { continuation in
            step(found, piece) { continuation.resume(returning: $0) }
        }
        return try outcome.get()
    }

    private func step<Found: Sendable>(
        _ found: Found, _ piece: @escaping @Sendable (inout Found) throws(AdminError) -> Bool,
        _ completion: @escaping @Sendable (Result<Found, AdminError>) -> Void
    ) {
        queue.async { [self] in
            var found = found
            do throws(AdminError) {
                if try piece(&found) { return completion(.success(found)) }
            } catch {
                return completion(.failure(error))
            }
            step(found, piece, completion)
        }
    }
}
