import Foundation
import LoopbackSupport
import Testing

@testable import SecretScan

@Suite struct GitScanTests {
    @Test func `what was committed and removed again is found, with the commit that brought it in`() throws {
        try GitSample.run { directory in
            try GitSample.commit("a", in: directory, "conf/app.env", "KEY=\(Vectors.secrets[0])\n")
            try GitSample.commit("b", in: directory, "conf/app.env", "KEY=\n")
            let report = try GitScan(directory).run()
            let finding = try #require(report.findings.first)
            #expect(report.findings.count == 1 && finding.secret.revealSecret() == Vectors.secrets[0])
            guard case .object(let place) = finding.place else { return #expect(Bool(false)) }
            let first = try GitSample.git(directory, ["rev-list", "--max-parents=0", "HEAD"])
            #expect(place.type == "blob" && place.path == "conf/app.env" && place.commit == first)
        }
    }

    @Test func `what no branch leads to, binary files and messages are looked through, look-alikes are not told of`()
        throws
    {
        try GitSample.run { directory in
            try GitSample.commit("base " + Vectors.lookAlikes[0], in: directory, "f", "x")
            try GitSample.git(directory, ["checkout", "-q", "-b", "side"])
            try GitSample.commit("note \(Vectors.secrets[1])", in: directory, "bin", "\0\0\u{1}\(Vectors.secrets[2])\0")
            try GitSample.git(directory, ["checkout", "-q", "-"])
            try GitSample.git(directory, ["branch", "-q", "-D", "side"])
            let report = try GitScan(directory).run()
            #expect(Set(report.findings.map { $0.secret.revealSecret() }) == Set(Vectors.secrets[1...2]))
        }
    }

    @Test func `a folder without a repository is an error`() throws {
        try TemporaryDirectory.run { directory in
            #expect(throws: GitFailed.self) { try GitScan(directory).run() }
        }
    }
}
