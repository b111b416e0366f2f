import Foundation

/// Asks git which commits brought objects in, and under what paths: all of them in one walk, from every commit that there
/// is, whether a branch leads to it or not.
struct GitHistory {
    private let repository: ShadowRepository
    /// A file of the names of all commits.
    private let commits: String
    private var origins: [String: Origin] = [:]

    struct Origin: Equatable {
        let commit: String
        let path: String
    }

    init(_ repository: ShadowRepository, commits: String) {
        self.repository = repository
        self.commits = commits
    }

    /// The oldest that git tells of; none for what it does not get to, as where commits are missing.
    mutating func origins(of objects: Set<String>) -> [String: Origin] {
        origins = [:]
        let arguments = [
            "log", "--stdin", "--date-order", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames",
            "--no-show-signature", "--no-mailmap", "--no-notes", "--no-decorate", "--format=commit %H", "-m", "--raw",
            "--no-abbrev", "-z",
        ]
        let wanted = objects.sorted().map { "--find-object=\($0)" }
        guard let git = try? GitProcess(repository, arguments + wanted, input: commits) else { return [:] }
        defer { git.stop() }
        try? read(InputBytes(git.output), objects)
        return origins
    }

    /// `commit <name>`, then for each change a record and its path; newest first, so the last is the one that brought it in.
    private mutating func read(_ input: InputBytes, _ objects: Set<String>) throws {
        var commit = ""
        while let word = try input.line(endingIn: 0) {
            let text = word.drop { $0 == "\n" }
            guard text.hasPrefix(":") else {
                commit = String(text.dropFirst("commit ".count))
                continue
            }
            // `:<modes> <old> <new> <kind>`; a path follows whatever it looks like.
            let path = try input.line(endingIn: 0) ?? ""
            let fields = text.split(separator: " ")
            guard fields.count == 5, objects.contains(String(fields[3])) else { continue }
            origins[String(fields[3])] = Origin(commit: commit, path: path)
        }
    }
}
