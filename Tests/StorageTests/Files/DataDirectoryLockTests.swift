import Domain
import Foundation
import Storage
import Testing

struct DataDirectoryLockTests {
    @Test func `a directory has one holder, and the second is told which`() async throws {
        try await withFolder { folder in
            let lock = try DataDirectoryLock(directory: folder)
            #expect(try mode(folder + "/admind.lock") == 0o600)
            let error = try await failure { try DataDirectoryLock(directory: folder) }
            #expect(error.code == .conflict)
            #expect(error.message.contains(folder))
            #expect(error.message.contains("process \(getpid())"))
            lock.release()
            lock.release()
            _ = try DataDirectoryLock(directory: folder)
        }
    }

    @Test func `a lock that is forgotten is released`() async throws {
        try await withFolder { folder in
            do { _ = try DataDirectoryLock(directory: folder) }
            _ = try DataDirectoryLock(directory: folder)
        }
    }

    @Test func `the file that a killed process leaves behind locks nobody out`() async throws {
        try await withFolder { folder in
            try Data("4711\n".utf8).write(to: URL(fileURLWithPath: folder + "/admind.lock"))
            let lock = try DataDirectoryLock(directory: folder)
            let holder = try String(contentsOfFile: folder + "/admind.lock", encoding: .utf8)
            #expect(holder == "\(getpid())\n")
            lock.release()
        }
    }

    @Test func `a missing directory is named`() async throws {
        try await withFolder { folder in
            let error = try await failure { try DataDirectoryLock(directory: folder + "/missing") }
            #expect(error.message.contains(folder + "/missing"))
        }
    }
}
