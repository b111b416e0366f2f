import Foundation

/// The system's bound on open files (`RLIMIT_NOFILE`), which connections share with the database. A daemon that runs
/// into it can neither accept nor write.
public enum DescriptorBudget {
    /// Raises the soft limit as far as it takes and the hard limit lets it.
    ///
    /// - Parameter reserve: descriptors for everything that is no connection.
    /// - Returns: how many of the wanted connections fit; 0 where there is not even room for everything else.
    public static func fit(connections wanted: Int, reserve: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return wanted }
        let needed = rlim_t(wanted + reserve)
        if limit.rlim_cur < needed {
            var raised = rlimit(rlim_cur: min(needed, limit.rlim_max), rlim_max: limit.rlim_max)
            if setrlimit(resource, &raised) == 0 { limit = raised }
        }
        guard limit.rlim_cur < needed else { return wanted }
        return max(0, Int(limit.rlim_cur) - reserve)
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
