import Foundation
import KeyVault
import Testing

/// The server and the scanner of the command line share no code; this list is what holds them together.
@Suite struct SharedVectorTests {
    @Test func `the server takes for a secret what the scanner does, and nothing else`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "SecretScanTests/Vectors/secret-form.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let cases = lines.filter { $0.hasPrefix("yes ") || $0.hasPrefix("no ") }
        #expect(cases.count > 15)
        for line in cases {
            let parts = line.split(separator: " ", maxSplits: 1)
            #expect((SecretFormat.kind(of: String(parts[1])) != nil) == (parts[0] == "yes"), "\(line)")
        }
    }
}
