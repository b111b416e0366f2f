import AdminAPI
import Foundation
import Testing

@testable import admind

struct ProcessMetricsTests {
    @Test func `what dashboards are built on is there, under the names that they look for`() {
        let families = ProcessMetrics(DataDirectory(FileManager.default.temporaryDirectory.path)).families()
        let names = Set(families.map(\.name))
        #expect(
            names.isSuperset(of: [
                "keyhold_build_info", "keyhold_database_bytes", "keyhold_database_log_bytes",
                "process_start_time_seconds", "process_cpu_seconds_total", "process_max_fds",
            ]))
        #if os(Linux)
            #expect(
                names.isSuperset(of: [
                    "process_resident_memory_bytes", "process_virtual_memory_bytes", "process_open_fds",
                ]))
        #endif
    }
}
