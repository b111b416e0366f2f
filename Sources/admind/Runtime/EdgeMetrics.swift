import AdminAPI
import Edge

/// What the edge counts, as the metrics show it.
struct EdgeMetrics: Sendable {
    let counters: EdgeCounters
    let certificates: CertificateStore?

    func families() -> [MetricFamily] {
        var families = [
            MetricFamily(
                "keyhold_connections_open", .gauge, "Connections that are open.",
                [.init([], Int64(counters.openConnections))]),
            MetricFamily(
                "keyhold_connections_total", .counter, "Connections that were taken.",
                [.init([], Int64(clamping: counters.acceptedConnections))]),
            MetricFamily(
                "keyhold_http2_streams_reset_total", .counter,
                "Requests of HTTP/2 that were malformed; each ended its own stream.",
                [.init([], Int64(clamping: counters.resetStreams))]),
            MetricFamily(
                "keyhold_connections_cut_total", .counter,
                "Connections that were ended, or not begun, by why.",
                EdgeCounters.Reason.allCases.map {
                    .init([("reason", $0.rawValue)], Int64(clamping: counters.count(of: $0)))
                }),
        ]
        if let certificates {
            families.append(
                MetricFamily(
                    "keyhold_certificate_not_after_seconds", .gauge, "When the certificate in use ends, in Unix time.",
                    [.init([], certificates.notAfter)]))
        }
        return families
    }
}
