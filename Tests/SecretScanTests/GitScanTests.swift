import Foundation
import LoopbackSupport
import Testing

@testable import SecretScan

@Suite struct GitScanTests {
    @Test func `what was committed and removed again is found, with the commit that brought it in`() throws {
        try withRepository { directory in
            try commit("a", in: directory, "conf/app.env", "KEY=\(Vectors.secrets[0])\n")
            try commit("b", in: directory, "conf/app.env", "KEY=\n")
            let report = try GitScan(directory).run()
            let finding = try #require(report.findings.first)
            #expect(report.findings.count == 1 && finding.secret.revealSecret() == Vectors.secrets[0])
            guard case .object(let place) = finding.place else { return #expect(Bool(false)) }
            let first = try git(directory, ["rev-list", "--max-parents=0", "HEAD"])
            #expect(place.type == "blob" && place.path == "conf/app.env" && place.commit == first)
        }
    }

    @Test func `what no branch leads to, binary files and messages are looked through, look-alikes are not told of`()
        throws
    {
        try withRepository { directory in
            try commit("base " + Vectors.lookAlikes[0], in: directory, "f", "x")
            try git(directory, ["checkout", "-q", "-b", "side"])
            try commit("note \(Vectors.secrets[1])", in: directory, "bin", "\0\0\u{1}\(Vectors.secrets[2])\0")
            try git(directory, ["checkout", "-q", "-"])
            try git(directory, ["branch", "-q", "-D", "side"])
            let report = try GitScan(directory).run()
            #expect(Set(report.findings.map { $0.secret.revealSecret() }) == Set(Vectors.secrets[1...2]))
        }
    }

    @Test func `a folder without a repository is an error`() throws {
        try TemporaryDirectory.run { directory in
            #expect(throws: GitFailed.self) { try GitScan(directory).run() }
        }
    }

    private func withRepository(_ body: (String) throws -> Void) throws {
        try TemporaryDirectory.run { directory in
            try git(directory, ["init", "-q"])
            try body(directory)
        }
    }

    private func commit(_ message: String, in directory: String, _ path: String, _ text: String) throws {
        let file = "\(directory)/\(path)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Planted.write(text, to: file)
        try git(directory, ["add", "."])
        try git(directory, ["commit", "-q", "-m", message])
    }

    /// What git says, in an environment of its own.
    @discardableResult
    private func git(_ directory: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
        process.arguments = ["git", "-C", directory] + identity + arguments
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": directory]
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
