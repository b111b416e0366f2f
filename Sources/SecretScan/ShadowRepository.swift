import Foundation
import Spawn

/// A repository of ours, empty but for a view of another's objects. Git runs on it and so never reads the other's
/// configuration, hooks, attributes, references or replacements: whatever they name, there is nothing to run.
final class ShadowRepository {
    let environment: [String: String]
    private let directory: String

    init(of other: GitRepository, environment: [String: String]) throws {
        let place = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let template = strdup(place + "/keyhold-scan-XXXXXX")
        defer { free(template) }
        guard let template, let name = mkdtemp(template) else {
            throw GitFailed(reason: "cannot make a directory in \(place): \(String(cString: strerror(errno))).")
        }
        directory = String(cString: name)
        self.environment = Self.environment(directory, other.objects, environment)
        try fill(other)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// A file for our own notes.
    func path(_ name: String) -> String { "\(directory)/\(name)" }

    private func fill(_ other: GitRepository) throws {
        do {
            try FileManager.default.createDirectory(atPath: path("refs"), withIntermediateDirectories: false)
            try Data("ref: refs/heads/none\n".utf8).write(to: URL(filePath: path("HEAD")))
            try Data(Self.configuration(isSHA256: other.isSHA256).utf8).write(to: URL(filePath: path("config")))
            guard !other.shallow.isEmpty else { return }
            let lines = other.shallow.map { $0 + "\n" }.joined()
            try Data(lines.utf8).write(to: URL(filePath: path("shallow")))
        } catch {
            throw GitFailed(reason: "cannot write in \(directory): \(error.localizedDescription)")
        }
    }

    /// The commit graph is the other's word on its commits, and is not needed.
    private static func configuration(isSHA256: Bool) -> String {
        let core = "[core]\n\tbare = true\n\tcommitGraph = false\n\trepositoryformatversion = "
        return core + (isSHA256 ? "1\n[extensions]\n\tobjectformat = sha256\n" : "0\n")
    }

    private static func environment(
        _ directory: String, _ objects: String, _ own: [String: String]
    ) -> [String: String] {
        ChildEnvironment.allowing(of: own).merging([
            "GIT_DIR": directory, "GIT_OBJECT_DIRECTORY": objects,
            // No configuration of anybody's: older ones know no GIT_CONFIG_GLOBAL and look for a home.
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_ATTR_NOSYSTEM": "1", "HOME": directory, "XDG_CONFIG_HOME": directory,
            // Nothing is fetched, asked for or paged: this is offline.
            "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_PROTOCOL_FROM_USER": "0",
            "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0",
        ]) { $1 }
    }
}
