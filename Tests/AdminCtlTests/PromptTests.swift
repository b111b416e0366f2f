import Foundation
import LoopbackSupport
import Testing

@Suite struct PromptTests {
    @Test func `a key is typed unseen, and the terminal is put back`() throws {
        try StubServer.run { server in
            let run = try TerminalRun(["verify", "--output", "name"], StubServer.credential(server.url))
            try run.waitFor("API key: ")
            #expect(!run.echoes)
            run.type("khk_good\n")
            run.process.waitUntilExit()
            #expect(run.process.terminationStatus == 0 && run.echoes)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal at the prompt ends the program and leaves the echo on`(signal: Int32) throws {
        let run = try TerminalRun(["verify"], StubServer.credential("http://127.0.0.1:1"))
        try run.waitFor("API key: ")
        #expect(!run.echoes)
        kill(run.process.processIdentifier, signal)
        run.process.waitUntilExit()
        #expect(run.process.terminationReason == .uncaughtSignal && run.process.terminationStatus == signal)
        #expect(run.echoes)
    }
}

/// The program with a terminal as its input.
private final class TerminalRun {
    let process = Process()
    private let talk = Pipe()
    private var controller: Int32 = -1
    private var terminal: Int32 = -1

    init(_ arguments: [String], _ environment: [String: String]) throws {
        try #require(openpty(&controller, &terminal, nil, nil, nil) == 0)
        process.executableURL = Program.executable
        process.arguments = arguments
        process.environment = Program.inherited.merging(environment) { $1 }
        process.standardInput = FileHandle(fileDescriptor: terminal)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = talk
        try Self.unblockingSignals { try process.run() }
        Program.watch(process)
    }

    /// Threads of a pool block signals, and a child would inherit that and never hear of one.
    private static func unblockingSignals(_ body: () throws -> Void) rethrows {
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(Int32(SIG_UNBLOCK), &all, &before)
        defer { pthread_sigmask(Int32(SIG_SETMASK), &before, nil) }
        try body()
    }

    deinit {
        close(controller)
        close(terminal)
    }

    var echoes: Bool {
        var state = termios()
        tcgetattr(terminal, &state)
        return state.c_lflag & tcflag_t(ECHO) != 0
    }

    func waitFor(_ prompt: String) throws {
        var said = Data()
        while !String(decoding: said, as: UTF8.self).contains(prompt) {
            let more = talk.fileHandleForReading.availableData
            try #require(!more.isEmpty)
            said += more
        }
    }

    func type(_ text: String) {
        _ = text.withCString { write(controller, $0, strlen($0)) }
    }
}
