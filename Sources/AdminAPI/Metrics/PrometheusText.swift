/// The Prometheus text exposition format, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func family(_ family: MetricFamily) {
        self.family(family.name, family.kind.rawValue, family.help)
        for sample in family.samples {
            text += family.name + Self.format(sample.labels) + " \(sample.value)\n"
        }
    }

    mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: some CustomStringConvertible)
    {
        text += name + Self.format(labels.map { ($0.key, $0.value) }) + " \(value)\n"
    }

    mutating func histogram(_ name: String, _ labels: KeyValuePairs<String, String>, _ histogram: Histogram) {
        let labels = labels.map { ($0.key, $0.value) }
        let counts = histogram.cumulative
        for (bound, count) in zip(Histogram.bounds, counts) {
            text += "\(name)_bucket\(Self.format(labels + [("le", Self.seconds(bound))])) \(count)\n"
        }
        let all = counts.last ?? 0
        text += "\(name)_bucket\(Self.format(labels + [("le", "+Inf")])) \(all)\n"
        text += "\(name)_sum\(Self.format(labels)) \(Self.seconds(histogram.sumNanoseconds))\n"
        text += "\(name)_count\(Self.format(labels)) \(all)\n"
    }

    private static func format(_ labels: [(String, String)]) -> String {
        labels.isEmpty ? "" : "{" + labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",") + "}"
    }

    private static func seconds(_ nanoseconds: UInt64) -> String { "\(Double(nanoseconds) / 1_000_000_000)" }
}
