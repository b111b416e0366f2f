import Foundation

/// A built program, run as a user runs it.
enum Program: String {
    case admind, adminctl

    struct Outcome {
        let status: Int32
        let output: String
        let talk: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// The output as the JSON object that it should be.
        func object() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
        }

        func text(_ field: String) throws -> String {
            try object()[field] as? String ?? ""
        }
    }

    /// Beside the test bundle, where the build leaves both.
    var executable: URL { Bundle.main.bundleURL.appending(path: rawValue) }

    /// - Parameter environment: all of it: nothing is inherited but what programs need to start.
    @discardableResult
    func run(_ arguments: [String], _ environment: [String: String] = [:], input: String = "") throws -> Outcome {
        try Self.run(executable, arguments, environment, input: input)
    }

    /// A program of the system, found as a shell finds it.
    static func run(_ name: String, _ arguments: [String]) throws -> Outcome {
        try run(URL(fileURLWithPath: "/usr/bin/env"), [name] + arguments, [:])
    }

    static func run(
        _ executable: URL, _ arguments: [String], _ environment: [String: String], input: String = ""
    ) throws -> Outcome {
        let process = Process()
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.executableURL = executable
        process.arguments = arguments
        process.environment = inherited.merging(environment) { $1 }
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        watch(process)
        let talk = Collector(stderr.fileHandleForReading)
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: String(decoding: output, as: UTF8.self), talk: talk.text())
    }

    /// Ends a program that hangs, so that a test of it fails and does not hang with it.
    static func watch(_ process: Process, seconds: Double = 120) {
        let id = process.processIdentifier
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak process] in
            if process?.isRunning == true { kill(id, SIGKILL) }
        }
    }

    static var inherited: [String: String] {
        ProcessInfo.processInfo.environment.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
            .merging(["no_proxy": "*"]) { $1 }
    }
}
