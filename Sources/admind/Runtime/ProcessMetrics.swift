import AdminAPI
import Foundation

/// What every dashboard looks for: of the process, by the names that Prometheus's client libraries give it, and of the files.
/// Source: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
struct ProcessMetrics: Sendable {
    let directory: DataDirectory
    private let startedAt = Date()

    init(_ directory: DataDirectory) { self.directory = directory }

    func families() -> [MetricFamily] {
        var families = [
            MetricFamily(
                "keyhold_build_info", .gauge, "Always 1; the version is in the label.",
                [.init([("version", keyholdVersion)], Int64(1))]),
            MetricFamily(
                "process_start_time_seconds", .gauge, "When the process began, in Unix time.",
                [.init([], startedAt.timeIntervalSince1970)]),
            MetricFamily(
                "process_cpu_seconds_total", .counter, "User and system time of the process.", [.init([], cpuSeconds)]),
            bytes("keyhold_database_bytes", "Size of the database's file.", directory.databasePath),
            bytes("keyhold_database_log_bytes", "Size of the write-ahead log.", directory.databasePath + "-wal"),
        ]
        // Elsewhere than on Linux there is no /proc.
        if let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " "),
            pages.count > 1, let virtual = Int64(pages[0]), let resident = Int64(pages[1])
        {
            let size = Int64(sysconf(Int32(_SC_PAGESIZE)))
            families += [
                MetricFamily(
                    "process_resident_memory_bytes", .gauge, "Memory that is resident.", [.init([], resident * size)]),
                MetricFamily(
                    "process_virtual_memory_bytes", .gauge, "Memory that is mapped.", [.init([], virtual * size)]),
            ]
        }
        if let open = openDescriptors {
            families.append(
                MetricFamily("process_open_fds", .gauge, "File descriptors that are open.", [.init([], Int64(open))]))
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            families.append(
                MetricFamily(
                    "process_max_fds", .gauge, "File descriptors that may be open.",
                    [.init([], Int64(clamping: limit.rlim_cur))]))
        }
        return families
    }

    /// Linux says since 6.2 how many there are; before that they are counted, which takes longer the more there are.
    private var openDescriptors: Int? {
        var status = stat()
        guard stat("/proc/self/fd", &status) == 0 else { return nil }
        if status.st_size > 0 { return Int(status.st_size) }
        return try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    private var cpuSeconds: Double {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
    }

    private func bytes(_ name: String, _ help: String, _ path: String) -> MetricFamily {
        var status = stat()
        return MetricFamily(
            name, .gauge, help, [.init([], stat(path, &status) == 0 ? Int64(status.st_size) : Int64(0))])
    }
}
