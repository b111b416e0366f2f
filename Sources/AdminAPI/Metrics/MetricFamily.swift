/// A family of numbers that is counted outside of the application, and shown with its own.
public struct MetricFamily: Sendable {
    public typealias Collector = @Sendable () -> [MetricFamily]

    public enum Kind: String, Sendable { case counter, gauge }

    public struct Sample: Sendable {
        let labels: [(String, String)]
        let value: String

        /// - Parameter labels: from closed sets, never from what a peer sends.
        public init(_ labels: [(String, String)] = [], _ value: Int64) {
            self.labels = labels
            self.value = String(value)
        }

        public init(_ labels: [(String, String)] = [], _ value: Double) {
            self.labels = labels
            self.value = String(value)
        }
    }

    public let name: String
    let kind: Kind
    let help: String
    let samples: [Sample]

    public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }
}
