import Foundation

/// A stretch of a file to look through.
struct FileSegment {
    let path: String
    let start: Int
    /// How many bytes; secrets that begin in them may end after them.
    let length: Int
}

/// Walks trees one entry at a time: regular files only, no links followed, nothing under `.git`. Holds a handle per
/// level, and no list of names, so a directory of a million files costs no more than one of ten.
struct FileWalker {
    /// Large files are cut, so that two threads share them.
    static let segmentLength = 64 * 1024 * 1024

    private let segmentLength: Int
    private var roots: [String]
    private var directories: [(handle: OpaquePointer, path: String)] = []
    private var rest: FileSegment?
    private(set) var unread: [String] = []

    init(_ roots: [String], segmentLength: Int = FileWalker.segmentLength) {
        self.segmentLength = segmentLength
        self.roots = roots.reversed()
    }

    mutating func next() -> FileSegment? {
        if let rest { return cut(rest) }
        while true {
            if let directory = directories.last {
                guard let entry = readdir(directory.handle) else {
                    closedir(directories.removeLast().handle)
                    continue
                }
                let name = Self.name(of: entry)
                guard ![".", "..", ".git"].contains(name) else { continue }
                let path = directory.path.hasSuffix("/") ? directory.path + name : "\(directory.path)/\(name)"
                if let segment = visit(path) { return segment }
            } else {
                guard let root = roots.popLast() else { return nil }
                if let segment = visit(target(root), isRoot: true) { return segment }
            }
        }
    }

    /// Closes what is still open.
    mutating func stop() {
        for directory in directories { closedir(directory.handle) }
        directories = []
        roots = []
        rest = nil
    }

    /// What was named is meant, be it by way of a link; the path is the link's target, which is what is then opened.
    private func target(_ root: String) -> String {
        var status = stat()
        guard lstat(root, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let real = realpath(root, nil) else {
            return root
        }
        defer { free(real) }
        return String(cString: real)
    }

    private mutating func visit(_ path: String, isRoot: Bool = false) -> FileSegment? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            note(path)
            return nil
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            return status.st_size > 0 ? cut(FileSegment(path: path, start: 0, length: Int(status.st_size))) : nil
        case S_IFDIR:
            if let handle = opendir(path) { directories.append((handle, path)) } else { note(path) }
            return nil
        default:
            // In a tree it is passed over; by itself it was asked for.
            if isRoot { note(path, "neither a file nor a directory") }
            return nil
        }
    }

    private mutating func cut(_ segment: FileSegment) -> FileSegment {
        guard segment.length > segmentLength else {
            rest = nil
            return segment
        }
        rest = FileSegment(
            path: segment.path, start: segment.start + segmentLength, length: segment.length - segmentLength)
        return FileSegment(path: segment.path, start: segment.start, length: segmentLength)
    }

    private mutating func note(_ path: String, _ words: String? = nil) {
        let reason = words ?? String(cString: strerror(errno))
        if unread.count < ScanReport.mostUnread { unread.append("\(path): \(reason)") }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        }
    }
}
