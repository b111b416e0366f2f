import Domain
import Foundation
import TestSupport
import Testing

@testable import Edge

struct UnixSocketTests {
    @Test func `an owner is a user, a group or both, by name or number, and exists`() {
        let own = (user: getuid(), group: getgid())
        #expect(FileOwner("\(own.user)")?.user == own.user && FileOwner("\(own.user)")?.group == nil)
        #expect(FileOwner(":\(own.group)")?.group == own.group && FileOwner(":\(own.group)")?.user == nil)
        #expect(FileOwner("root:root")?.user == 0 && FileOwner("root:root")?.group == 0)
        for text in ["", ":", "root:", "nobody-has-this-name", "root:nobody-has-this-name", ":nobody-has-this-name"] {
            #expect(FileOwner(text) == nil, "\(text)")
        }
    }

    @Test func `what is no socket is never removed`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/a"
            let socket = UnixSocket(path: path, mode: 0o600, owner: nil)
            try socket.clear()
            try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
            #expect(throws: AdminError.self) { try socket.clear() }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder)
            #expect(throws: AdminError.self) { try socket.clear() }
            #expect(FileManager.default.fileExists(atPath: folder))
        }
    }

    @Test func `a private key is for its owner alone, or for a group that root shares it with`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/key"
            try Data().write(to: URL(fileURLWithPath: path))
            let isRoot = getuid() == 0
            for (mode, isClosed) in [(0o600, true), (0o400, true), (0o640, isRoot), (0o644, false), (0o660, false)] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                let isTaken = (try? KeyFile(path).checkMode()) != nil
                #expect(isTaken == isClosed, "\(String(mode, radix: 8))")
            }
        }
    }
}
