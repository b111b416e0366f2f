import Foundation
import LoopbackSupport
import Testing

/// Repositories as tests need them.
enum GitSample {
    static func run(_ body: (String) throws -> Void) throws {
        try TemporaryDirectory.run { directory in
            try git(directory, ["init", "-q"])
            try body(directory)
        }
    }

    static func commit(_ message: String, in directory: String, _ path: String, _ text: String) throws {
        let file = "\(directory)/\(path)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Planted.write(text, to: file)
        try git(directory, ["add", "."])
        try git(directory, ["commit", "-q", "-m", message])
    }

    /// What git says, in an environment of its own.
    @discardableResult
    static func git(_ directory: String, _ arguments: [String], input: String? = nil) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
        process.arguments = ["git", "-C", directory] + identity + ["-c", "protocol.file.allow=always"] + arguments
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": directory]
        process.standardOutput = output
        let stdin = Pipe()
        process.standardInput = stdin
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
        try stdin.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A program that leaves its name in `marks`, and its environment beside it, whoever runs it.
    static func program(_ name: String, in directory: String) throws -> String {
        let path = "\(directory)/\(name)"
        try Planted.write("#!/bin/sh\necho \(name) >> '\(directory)/marks'\nenv > '\(path).env'\nexit 1\n", to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }
}
