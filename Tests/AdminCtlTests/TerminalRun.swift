import Foundation
import Testing

/// The program with a terminal as its input, and as its output where that is asked for.
final class TerminalRun {
    let process = Process()
    private let talk = Pipe()
    private var isAllTerminal = false
    private var controller: Int32 = -1
    private var terminal: Int32 = -1

    /// - Parameter lines: of the terminal, where output and talk go there, too.
    init(_ arguments: [String], _ environment: [String: String], lines: UInt16? = nil) throws {
        var size = winsize(ws_row: lines ?? 24, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&controller, &terminal, nil, nil, &size) == 0)
        process.executableURL = Program.executable
        process.arguments = arguments
        process.environment = Program.inherited.merging(environment) { $1 }
        process.standardInput = FileHandle(fileDescriptor: terminal)
        process.standardOutput =
            lines == nil ? FileHandle.nullDevice : FileHandle(fileDescriptor: terminal)
        process.standardError = lines == nil ? talk : FileHandle(fileDescriptor: terminal)
        isAllTerminal = lines != nil
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
            let more = isAllTerminal ? try screen() : talk.fileHandleForReading.availableData
            try #require(!more.isEmpty)
            said += more
        }
    }

    func type(_ text: String) {
        _ = text.withCString { write(controller, $0, strlen($0)) }
    }

    /// What came out on the terminal until the program ended and `end` stood there.
    func output(through end: String) throws -> String {
        var said = Data()
        while !String(decoding: said, as: UTF8.self).contains(end) { said += try screen() }
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    private func screen() throws -> Data {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(controller, &buffer, buffer.count)
        try #require(count > 0)
        return Data(buffer[..<count])
    }
}
