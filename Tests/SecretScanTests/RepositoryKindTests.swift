import Foundation
import LoopbackSupport
import Testing

@testable import SecretScan

/// Repositories keep their objects in several places and forms; all of them are looked through.
@Suite struct RepositoryKindTests {
    @Test func `a linked worktree, a folder within, a bare clone and one that borrows its objects show the same`()
        throws
    {
        try TemporaryDirectory.run { other in
            try GitSample.run { directory in
                try GitSample.commit("a", in: directory, "deep/er/f", Vectors.secrets[0])
                try GitSample.git(directory, ["worktree", "add", "-q", other + "/tree"])
                try GitSample.git(directory, ["clone", "-q", "--bare", ".", other + "/bare"])
                try GitSample.git(directory, ["clone", "-q", "--shared", ".", other + "/shared"])
                let places =
                    ["/deep/er", "/.git"].map { directory + $0 } + ["/tree", "/bare", "/shared"].map { other + $0 }
                for place in places { #expect(try found(place) == ["deep/er/f"], "\(place)") }
            }
        }
    }

    @Test func `objects with names of SHA-256 are read`() throws {
        try TemporaryDirectory.run { directory in
            try GitSample.git(directory, ["init", "-q", "--object-format=sha256"])
            try GitSample.commit("a", in: directory, "f", Vectors.secrets[0])
            #expect(try found(directory) == ["f"])
        }
    }

    @Test func `a shallow clone says where, though its first commit has no parent`() throws {
        try TemporaryDirectory.run { other in
            try GitSample.run { directory in
                try GitSample.commit("a", in: directory, "f", Vectors.secrets[0])
                try GitSample.commit("b", in: directory, "g", Vectors.secrets[1])
                try GitSample.git(directory, ["clone", "-q", "--depth=1", "file://" + directory, other + "/shallow"])
                #expect(try found(other + "/shallow") == ["f", "g"])
            }
        }
    }

    @Test func `what is packed, stashed or on no branch is found with its path`() throws {
        try GitSample.run { directory in
            try GitSample.commit("a", in: directory, "a", "x")
            try GitSample.git(directory, ["checkout", "-q", "-b", "side"])
            try GitSample.commit("b", in: directory, "side", Vectors.secrets[0])
            try GitSample.git(directory, ["checkout", "-q", "-"])
            try GitSample.git(directory, ["branch", "-q", "-D", "side"])
            try Planted.write(Vectors.secrets[1], to: directory + "/a")
            try GitSample.git(directory, ["stash", "-q"])
            try GitSample.git(directory, ["repack", "-q", "-a", "-d", "-k"])
            #expect(try found(directory) == ["a", "side"])
        }
    }

    @Test func `a path that looks like git's own words is a path`() throws {
        try GitSample.run { directory in
            let name = ":commit " + String(repeating: "a", count: 40) + "\nx"
            try GitSample.commit("a", in: directory, name, Vectors.secrets[0])
            #expect(try found(directory) == [name])
        }
    }

    private func found(_ path: String) throws -> [String] {
        try GitScan(path).run().findings.compactMap { finding in
            guard case .object(let place) = finding.place, place.commit != nil else { return nil }
            return place.path
        }.sorted()
    }
}
