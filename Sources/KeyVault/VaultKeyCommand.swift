import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A program that prints the vault key. An error names the program and never its arguments, which may hold a token.
struct VaultKeyCommand {
    private let arguments: [String]
    private let limit: Duration

    /// - Parameters:
    ///   - arguments: the program, then what it is given.
    ///   - limit: how long it may take.
    init(_ arguments: [String], limit: Duration = .seconds(10)) {
        self.arguments = arguments
        self.limit = limit
    }

    private var program: String { arguments.first ?? "" }

    /// Blocks until the program has ended, and leaves no process behind.
    func run() throws(AdminError) -> SecretBytes {
        guard !program.isEmpty else {
            throw AdminError(.invalidRequest, "The vault key command is empty. Name a program that prints the key.")
        }
        let (process, output) = try start()
        let deadline = ContinuousClock.now + limit
        do throws(AdminError) {
            let text = try read(output, until: deadline)
            guard let status = process.status(until: deadline) else { throw tooSlow }
            try check(status)
            return text
        } catch {
            process.end()
            throw error
        }
    }

    private func start() throws(AdminError) -> (ChildProcess, Descriptor) {
        do throws(ChildProcess.StartFailure) {
            return try ChildProcess.start(arguments)
        } catch {
            guard error.code == ENOENT || error.code == EACCES else {
                throw SystemFailure.error(
                    "The vault key command \(program) could not be started", code: error.code,
                    remedy: "Run it by hand as user \(geteuid()).")
            }
            throw refusal("was not found, or is not executable. Give its absolute path, or a name that is in PATH.")
        }
    }

    private func read(_ output: Descriptor, until deadline: ContinuousClock.Instant) throws(AdminError) -> SecretBytes {
        let limit = VaultKey.maximumTextLength
        let text = try output.readAll(limit: limit) { () throws(AdminError) in
            guard output.waitForInput(until: deadline) else { throw tooSlow }
        }
        guard let text else {
            throw SystemFailure.error(
                "What the vault key command \(program) writes could not be read", remedy: "Run it by hand.")
        }
        guard text.count <= limit else {
            throw refusal("wrote more than \(limit) bytes. It is to print the key alone.")
        }
        return text
    }

    private func check(_ status: ChildProcess.Status) throws(AdminError) {
        switch status {
        case .exited(0): return
        case .exited(let code): throw refusal("exited with status \(code). \(byHand)")
        case .signalled(let signal): throw refusal("was ended by signal \(signal). \(byHand)")
        case .unknown:
            throw refusal("ended without a status: SIGCHLD must not be ignored by whatever starts the daemon.")
        }
    }

    private var byHand: String { "Its standard error says why; run it by hand as user \(geteuid())." }

    private var tooSlow: AdminError { refusal("did not finish within \(limit). \(byHand)") }

    private func refusal(_ finding: String) -> AdminError {
        AdminError(.invalidRequest, "The vault key command \(program) \(finding)")
    }
}
