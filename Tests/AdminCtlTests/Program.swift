import Foundation
import Testing

/// The built `adminctl`, run as a user runs it.
enum Program {
    struct Outcome {
        let status: Int32
        let output: String
        let talk: String
    }

    /// Beside the test bundle, where the build leaves both.
    static var executable: URL {
        Bundle.main.bundleURL.appending(path: "adminctl")
    }

    /// - Parameter environment: all of it: nothing is inherited but what programs need to start.
    static func run(_ arguments: [String], _ environment: [String: String] = [:], input: String = "") throws -> Outcome
    {
        let process = Process()
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.executableURL = executable
        process.arguments = arguments
        process.environment = inherited.merging(environment) { $1 }
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        watch(process)
        // What is read is small: neither pipe can fill while the other is read.
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        let talk = try stderr.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: String(decoding: output, as: UTF8.self), talk: String(decoding: talk, as: UTF8.self))
    }

    /// Ends a program that hangs, so that a test of it fails and does not hang with it.
    static func watch(_ process: Process) {
        let id = process.processIdentifier
        DispatchQueue.global().asyncAfter(deadline: .now() + 60) { [weak process] in
            if process?.isRunning == true { kill(id, SIGKILL) }
        }
    }

    static var inherited: [String: String] {
        ProcessInfo.processInfo.environment.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
            .merging(["no_proxy": "*"]) { $1 }
    }
}
