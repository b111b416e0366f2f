import Foundation

/// Where a repository keeps its objects, found by its files alone (gitrepository-layout(5)): of its configuration one fact
/// is read, and none of it is handed to git.
struct GitRepository {
    /// Absolute.
    let objects: String
    let isSHA256: Bool
    /// Commits whose parents are not there, as a shallow clone lists them.
    let shallow: [String]

    /// - Parameter path: a directory of the repository, or within it.
    init(at path: String) throws {
        guard let start = Self.resolved(path) else {
            throw GitFailed(reason: "cannot read \(path): \(String(cString: strerror(errno))).")
        }
        guard let common = Self.common(from: start) else {
            throw GitFailed(reason: "there is no git repository at \(path), nor above it.")
        }
        objects = common + "/objects"
        let configuration = Self.text(common + "/config") ?? ""
        isSHA256 =
            configuration.firstMatch(of: /(?im)^[ \t]*(\[extensions\][ \t]*)?objectformat[ \t]*=[ \t"]*sha256/) != nil
        shallow = (Self.text(common + "/shallow") ?? "").split(separator: "\n").map(String.init)
            .filter { $0.wholeMatch(of: /[0-9a-f]{40}|[0-9a-f]{64}/) != nil }
    }

    private static func common(from start: String) -> String? {
        var directory = start
        while true {
            if let common = linked(directory + "/.git") ?? bare(directory) { return common }
            guard directory != "/" else { return nil }
            directory = (directory as NSString).deletingLastPathComponent
        }
    }

    /// `.git` as a directory, or as the file that a worktree or a submodule has in its place.
    private static func linked(_ path: String) -> String? {
        if let common = bare(path) { return common }
        guard let text = text(path), text.hasPrefix("gitdir:") else { return nil }
        let target = text.dropFirst("gitdir:".count).trimmingCharacters(in: .whitespacesAndNewlines)
        return resolved(target, in: (path as NSString).deletingLastPathComponent).flatMap(bare)
    }

    /// Of a git directory the one that has the objects: a linked worktree names it.
    private static func bare(_ directory: String) -> String? {
        guard access(directory + "/HEAD", F_OK) == 0, let directory = resolved(directory) else { return nil }
        let name = text(directory + "/commondir")?.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let common = name.map({ resolved($0, in: directory) }) ?? directory else { return nil }
        return ["objects", "refs"].allSatisfy { isDirectory("\(common)/\($0)") } ? common : nil
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func resolved(_ path: String, in directory: String? = nil) -> String? {
        let whole = path.hasPrefix("/") ? path : (directory.map { $0 + "/" } ?? "") + path
        guard let name = realpath(whole, nil) else { return nil }
        defer { free(name) }
        return String(cString: name)
    }

    private static let longestText = 1 << 20

    /// Of a regular file that is not longer than such a file is: an archive may hold a pipe in its place.
    private static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= longestText else {
            return nil
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        return (try? file.read(upToCount: longestText)).flatMap { $0 }.map { String(decoding: $0, as: UTF8.self) }
    }
}
