#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The one way in which another program is started: by its absolute path, with an environment that was chosen for it, and
/// with no descriptors but its three. What a child inherits by oversight is a secret in somebody else's hands.
public struct ProcessLaunch {
    public struct Failure: Error {
        /// As in `errno`.
        public let code: Int32
    }

    /// Absolute: where it comes from is the caller's decision, by `ProgramPath`.
    public var program: String
    public var arguments: [String]
    public var environment: [String: String]
    /// Nil for `/dev/null`.
    public var input: Int32?
    /// Nil for ours.
    public var output: Int32?
    public var errors: Int32?

    public init(_ program: String, _ arguments: [String], environment: [String: String]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    /// - Returns: the child's id; it is the caller's to wait for.
    public func start() throws(Failure) -> pid_t {
        // Numbers past the standard ones, so that setting one of those does not close another's source.
        let ends = [input, output, errors].map { $0.map { fcntl($0, F_DUPFD_CLOEXEC, 3) } }
        defer { for case let end? in ends where end >= 0 { close(end) } }
        guard !ends.contains(where: { $0.map { $0 < 0 } ?? false }) else { throw Failure(code: errno) }
        InheritedDescriptors.close()
        return try spawn(ends)
    }

    private func spawn(_ ends: [Int32?]) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if ends[0] == nil { posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) }
        for (number, end) in zip([STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO], ends) {
            if let end { posix_spawn_file_actions_adddup2(&actions, end, number) }
        }
        Self.restoreSignals(&attributes)
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, program, &actions, &attributes, words, variables)
        guard code == 0 else { throw Failure(code: code) }
        return id
    }

    /// Ignored and blocked signals pass through `exec`; a child that is to end with its reader must get SIGPIPE.
    private static func restoreSignals(_ attributes: inout posix_spawnattr_t) {
        var defaults = sigset_t()
        var none = sigset_t()
        sigemptyset(&defaults)
        sigemptyset(&none)
        sigaddset(&defaults, SIGPIPE)
        sigaddset(&defaults, SIGXFSZ)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    }
}
