import AdminClient
import Foundation
import Wire

/// Sends rows of usage, as many at a time as the server takes.
struct UsageUpload {
    let client: KeyholdClient
    let bar: ProgressBar

    /// Of the file. A server takes a megabyte at a time, and YAML says the same in less than JSON.
    private static let mostBytes = 500_000

    /// - Throws: `Failure` that names the rows that are wrong, and says how many are recorded all the same.
    func run(_ source: UsageRows) throws -> UsageReport {
        var rows = source
        var report = UsageReport()
        var batch = Batch(readBytes: 0)
        while let place = try rows.next() {
            let bytes = batch.add(place)
            if batch.records.count == RecordUsageBody.maximumRecords || bytes >= Self.mostBytes {
                try send(&batch, &report)
            }
        }
        try send(&batch, &report)
        return report
    }

    private func send(_ batch: inout Batch, _ report: inout UsageReport) throws {
        try batch.faults.requireNone(recorded: report.rows)
        guard !batch.records.isEmpty else { return }
        do {
            report.add(try client.recordUsage(batch.records), of: batch.records.count)
        } catch .api(let failure) where failure.param?.hasPrefix("records[") == true {
            throw Self.refusal(failure, batch, recorded: report.rows)
        } catch {
            if report.rows > 0 { StandardError.say("Broken off: \(Self.fate(report.rows)).") }
            throw error
        }
        bar.show(bytes: batch.readBytes, recorded: report.rows)
        batch = Batch(readBytes: batch.readBytes)
    }

    /// What became of the rows before.
    static func fate(_ recorded: Int) -> String {
        recorded == 0
            ? "and nothing was recorded"
            : "and \(recorded) rows before are recorded; run anew, they are not charged again"
    }

    /// The server's words, with the places that the file has.
    private static func refusal(_ failure: APIFailure, _ batch: Batch, recorded: Int) -> Failure {
        let problems =
            failure.problems.isEmpty
            ? [(failure.param ?? "", failure.message)] : failure.problems.map { ($0.place, $0.message) }
        let lines = problems.prefix(mostLines).map { place, message in "\n  \(batch.name(of: place)): \(message)" }
        let more = problems.count > lines.count ? "\n  … and \(problems.count - lines.count) more" : ""
        let what = problems.count == 1 ? "a row" : "\(problems.count) rows"
        return Failure(.failed, "the server refuses \(what), \(fate(recorded)):\(lines.joined())\(more)")
    }

    private static let mostLines = 20

    private struct Batch {
        private(set) var records: [UsageRecordBody] = []
        private(set) var faults = UsageRows.Faults()
        private(set) var readBytes: Int
        private var names: [String] = []
        private var bytes = 0

        init(readBytes: Int) { self.readBytes = readBytes }

        /// - Returns: how many bytes there are to send, about.
        mutating func add(_ place: UsageRows.Place) -> Int {
            bytes += max(0, place.readBytes - readBytes)
            readBytes = place.readBytes
            switch place.row.record {
            case .success(let record):
                records.append(record)
                names.append(place.name)
            case .failure(let fault): faults.add(place.name, fault)
            }
            return bytes
        }

        /// - Parameter place: `records[3]`, or a field of it.
        func name(of place: String) -> String {
            guard let match = place.firstMatch(of: /^records\[(\d+)\]/), let index = Int(match.output.1),
                names.indices.contains(index)
            else { return place }
            return names[index]
        }
    }
}
