#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a program is.
public enum ProgramPath {
    /// PATH, of which only absolute places count: an empty or relative one means the working directory, where anybody may
    /// have put a program of the right name.
    public static func places(_ path: String?) -> [String] {
        (path ?? standard).split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    /// - Parameter name: looked up in `places`, unless it has a slash.
    /// - Returns: an absolute path, or what has a slash as it is; nil where there is no program that we may run.
    public static func find(_ name: String, path: String?) -> String? {
        guard !name.contains("/") else { return isProgram(name) ? name : nil }
        guard !name.isEmpty else { return nil }
        return places(path).lazy.map { "\($0)/\(name)" }.first(where: isProgram)
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    private static let standard = "/usr/local/bin:/usr/bin:/bin"
}
