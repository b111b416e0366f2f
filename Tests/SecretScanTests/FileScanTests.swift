import Foundation
import LoopbackSupport
import Testing

@testable import SecretScan

@Suite struct FileScanTests {
    @Test func `in a tree of ten secrets and a hundred look-alikes the ten are found`() throws {
        try TemporaryDirectory.run { directory in
            var random = SystemRandomNumberGenerator()
            let planted = (0..<10).map { _ in Planted.secret(&random) }
            for (index, secret) in planted.enumerated() {
                let noise = (0..<10).map { _ in Planted.lookAlike(&random) }.joined(separator: "\0\n k kh kha_ khk_")
                let folder = "\(directory)/a\(index % 3)/b\(index)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Planted.write("\(noise)\nkey=\(secret)\"\n" + noise, to: folder + "/f\(index)")
            }
            let report = FileScan([directory]).run()
            #expect(Set(report.findings.map { $0.secret.revealSecret() }) == Set(planted))
            #expect(report.findings.count == 10 && report.count == 10 && report.unread.isEmpty)
        }
    }

    @Test func `a secret is found wherever it lies, once`() throws {
        let secret = Vectors.secrets[0]
        for (length, offset) in [(40, 0), (41, 1), (104, 64), (200, 25), (200, 24), (200, 160), (5_000, 4_077)] {
            var bytes = [UInt8](repeating: UInt8(ascii: "k"), count: length)
            bytes.replaceSubrange(offset..<offset + 40, with: secret.utf8)
            var found: [Int] = []
            bytes.withUnsafeBytes { SecretFinder.find(in: $0) { place, _ in found.append(place) } }
            #expect(found == [offset], "\(length) \(offset)")
        }
    }

    @Test(arguments: [79, 80, 81, 100, 119, 120, 121, 500])
    func `a seam between pieces hides nothing and shows nothing twice`(bufferLength: Int) {
        let text = Array((Vectors.secrets.joined(separator: "-") + Vectors.secrets[0] + Vectors.secrets[1]).utf8)
        let space = WorkingSpace(byteCount: bufferLength)
        var finder = ChunkedFinder(space.bytes)
        var (offset, found) = (0, [String]())
        let fill = { (piece: UnsafeMutableRawBufferPointer) in
            let count = min(piece.count, text.count - offset)
            piece.copyBytes(from: text[offset..<offset + count])
            offset += count
            return count
        }
        while finder.next(fill: fill, found: { found.append($1.revealSecret()) }) > 0 {}
        #expect(found == Vectors.secrets + Vectors.secrets.prefix(2))
    }

    @Test func `a large file is cut between threads, and the cut hides nothing and shows nothing twice`() throws {
        try TemporaryDirectory.run { directory in
            let path = directory + "/large"
            let cut = 5_000
            let offsets = [0, cut - 41, cut - 1, 2 * cut - 20, 2 * cut + 100]
            try Planted.write("", to: path)
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            for (offset, secret) in zip(offsets, Vectors.secrets) {
                try file.seek(toOffset: UInt64(offset))
                try file.write(contentsOf: Data(secret.utf8))
            }
            try file.close()
            let found = FileScan([path], segmentLength: cut).run().findings.map(\.place)
            #expect(found == offsets.map { .file(path: path, line: 1, column: $0 + 1) })
        }
    }

    @Test func `a place is a line and a column`() throws {
        try TemporaryDirectory.run { directory in
            let path = directory + "/f"
            try Planted.write("a\n\nkey: \(Vectors.secrets[0]) \(Vectors.secrets[1])\n\(Vectors.secrets[2])", to: path)
            let places = FileScan([path]).run().findings.map(\.place)
            #expect(
                places == [(3, 6), (3, 47), (4, 1)].map { .file(path: path, line: $0.0, column: $0.1) })
        }
    }

    @Test func `links are not followed, git's own files and pipes are passed over, what cannot be read is told`() throws
    {
        try TemporaryDirectory.run { directory in
            for folder in ["in/.git", "out"] {
                try FileManager.default.createDirectory(
                    atPath: "\(directory)/\(folder)", withIntermediateDirectories: true)
            }
            for file in ["in/.git/config", "out/file"] {
                try Planted.write(Vectors.secrets[0], to: "\(directory)/\(file)")
            }
            try #require(symlink(directory + "/out", directory + "/in/folder") == 0)
            try #require(symlink(directory + "/out/file", directory + "/in/file") == 0)
            try #require(mkfifo(directory + "/in/pipe", 0o600) == 0)
            let report = FileScan([directory + "/in", directory + "/nowhere"]).run()
            #expect(report.findings.isEmpty && report.count == 0)
            #expect(report.unread == [directory + "/nowhere: No such file or directory"])
            // Named by itself, a link is what it leads to, and a pipe is no silence.
            #expect(FileScan([directory + "/in/folder", directory + "/in/file"]).run().findings.count == 2)
            #expect(FileScan([directory + "/in/pipe"]).run().unread.count == 1)
        }
    }

    @Test func `every byte is told of once`() throws {
        try TemporaryDirectory.run { directory in
            let text = String(repeating: "x", count: 3_000_000)
            for name in ["a", "b", "c"] { try Planted.write(text, to: "\(directory)/\(name)") }
            #expect(FileScan([directory]).run().bytes == 9_000_000)
        }
    }
}
