import Spawn

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A started program. Foundation's `Process` would bring all of Foundation, and a run loop, for one short child.
struct ChildProcess {
    enum Status: Equatable {
        case exited(Int32)
        case signalled(Int32)
        /// Somebody else has collected it.
        case unknown
    }

    struct StartFailure: Error {
        /// As in `errno`.
        let code: Int32
    }

    private let id: pid_t

    /// Starts `arguments[0]`, looked up in the absolute places of PATH unless it has a slash, without a shell. It reads from
    /// `/dev/null`, writes to the returned descriptor, and shares standard error and what of the environment is not ours.
    static func start(_ arguments: [String]) throws(StartFailure) -> (ChildProcess, output: Descriptor) {
        let environment = ChildEnvironment.withoutKeyhold(ChildEnvironment.own)
        guard let name = arguments.first, let program = ProgramPath.find(name, path: environment["PATH"]) else {
            throw StartFailure(code: ENOENT)
        }
        let (output, input) = try makePipe()
        var launch = ProcessLaunch(program, Array(arguments.dropFirst()), environment: environment)
        launch.output = input.number
        do throws(ProcessLaunch.Failure) { return (ChildProcess(id: try launch.start()), output) } catch {
            throw StartFailure(code: error.code)
        }
    }

    private static func makePipe() throws(StartFailure) -> (output: Descriptor, input: Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0, let output = Descriptor(ends[0]), let input = Descriptor(ends[1]) else {
            throw StartFailure(code: errno)
        }
        // The child gets the one end it is meant to have; its own copy of the other would hide the end of the text.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (output, input)
    }

    /// Waits for the end; `nil` when it does not come in time.
    func status(until deadline: ContinuousClock.Instant) -> Status? {
        while true {
            var status: Int32 = 0
            let ended = waitpid(id, &status, WNOHANG)
            if ended == id { return Self.decode(status) }
            if ended < 0 && errno != EINTR { return .unknown }
            guard ContinuousClock.now < deadline else { return nil }
            // No portable call waits for a child with a time limit; a hundredth of a second is nothing at start-up.
            poll(nil, 0, 10)
        }
    }

    /// Ends it if it runs, and collects it.
    func end() {
        var status: Int32 = 0
        // A child that was collected already has given its id back, perhaps to another process.
        guard waitpid(id, &status, WNOHANG) == 0 else { return }
        kill(id, SIGKILL)
        while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    }

    /// `WIFEXITED` and its kin are macros that Swift does not see.
    private static func decode(_ status: Int32) -> Status {
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }
}

extension Descriptor {
    /// Whether there is something to read, or the end, before `deadline`.
    func waitForInput(until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = ContinuousClock.now.duration(to: deadline).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
            let count = poll(&request, 1, Int32(clamping: max(0, milliseconds)))
            if count < 0 && errno == EINTR { continue }
            return count > 0
        }
    }
}
