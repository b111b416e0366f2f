import Admission

extension AdminService {
    /// What is in the books, for `/metrics`.
    var ledgerMetrics: [MetricFamily] {
        let gauges = limits.gauges
        func gauge(_ name: String, _ help: String, _ value: Int64) -> MetricFamily {
            MetricFamily("keyhold_" + name, .gauge, help, [MetricFamily.Sample([], value)])
        }
        return [
            gauge("limit_counters", "Counters of all policies that are in memory.", Int64(gauges.counters)),
            gauge(
                "limit_counters_largest",
                "Counters of the organization that has most; at limits.max_counters its calls are refused.",
                Int64(gauges.mostCounters)),
            gauge("reservations_open", "Reservations that are open.", Int64(gauges.openReservations)),
            gauge("ledger_waiting", "Callers that wait for the ledger's next commit.", Int64(gauges.waiting)),
            gauge(
                "ledger_failed_books", "Organizations whose limits are being read anew after a failed commit.",
                Int64(gauges.failedBooks)),
            gauge(
                "ledger_held_difference",
                "What counters hold that no open reservation accounts for, in their units; anything but 0 is a defect.",
                Int64(clamping: gauges.heldDifference)),
            gauge(
                "ledger_used_difference",
                "What the last hourly audit found between counters and the ledger, in their units, and put right.",
                Int64(clamping: gauges.usedDifference)),
            MetricFamily(
                "keyhold_unpriced_calls_total", .counter, "Calls that were charged and whose cost nobody could tell.",
                [MetricFamily.Sample([], gauges.unpricedCalls)]),
            MetricFamily(
                "keyhold_unpriced_calls_of_policy_total", .counter,
                "The same by the budgets in money that they came under.",
                gauges.unpricedByPolicy.sorted { $0.policy < $1.policy }
                    .map { MetricFamily.Sample([("policy", $0.policy)], $0.calls) }),
        ]
    }
}
