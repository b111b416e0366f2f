import Synchronization

/// Tells the person at the terminal where the daemon listens, once it listens everywhere.
final class Announcement: Sendable {
    private let settings: Settings
    private let isFirstRun: Bool
    private let notes: [String]
    private let output: LogOutput
    private let ports = Mutex<[Int: Int?]>([:])

    /// - Parameter notes: what is to be said of a root credential that lies in the data directory.
    init(_ settings: Settings, isFirstRun: Bool, notes: [String], output: LogOutput) {
        self.notes = notes
        self.output = output
        self.settings = settings
        self.isFirstRun = isFirstRun
    }

    /// - Parameters:
    ///   - index: which of the listeners.
    ///   - port: `nil` for one that has none.
    func listens(_ index: Int, port: Int?) {
        let all = ports.withLock { ports -> [Int?]? in
            ports[index] = .some(port)
            guard ports.count == settings.listeners.count else { return nil }
            return settings.listeners.indices.map { ports[$0] ?? nil }
        }
        guard let all else { return }
        output.announce(FirstSteps(settings: settings, ports: all, isFirstRun: isFirstRun, notes: notes).text)
    }
}
