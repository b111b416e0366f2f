import AdminClient
import Foundation

/// Keeps the profiles in `$XDG_CONFIG_HOME/keyhold/profiles.json`, or under `~/.config`: mode 0600 in a directory of
/// mode 0700.
struct ProfileStore {
    /// Nil where the environment names no place.
    let path: String?

    init(_ environment: [String: String]) {
        // The XDG rules say that a relative path is to be ignored.
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        path = (base ?? environment.filled("HOME").map { $0 + "/.config" }).map { $0 + "/keyhold/profiles.json" }
    }

    /// None where there is no file.
    /// - Throws: `Failure` where others can read it, or where it is something else.
    func read() throws -> Profiles {
        guard let path, access(path, F_OK) == 0 else { return Profiles() }
        let text = try SecretFile.read(path)
        guard let profiles = try? JSONDecoder().decode(Profiles.self, from: Data(text.utf8)) else {
            throw Failure(.failed, "\(path) is not what `adminctl login` writes. Move it away and log in again.")
        }
        return profiles
    }

    /// Changes them as they are by then: what another process changes at the same time is changed before or after, and kept.
    ///
    /// - Returns: all of them, as they are now. Where something fails, the file is left as it was.
    @discardableResult
    func change(_ body: (inout Profiles) -> Void) throws -> Profiles {
        guard let path else { throw Failure(.failed, "there is no place for profiles: set HOME or XDG_CONFIG_HOME.") }
        let directory = (path as NSString).deletingLastPathComponent
        guard PrivateFile.makeDirectory(directory) else {
            throw Failure(.failed, "cannot make \(directory) a directory that is yours alone.")
        }
        // A file beside, as the other one is replaced. It is held for as long as it takes to write a file.
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            throw Failure(.failed, "cannot lock \(path).lock: \(String(cString: strerror(errno))).")
        }
        defer { close(lock) }
        var profiles = try read()
        body(&profiles)
        try write(profiles, to: path)
        return profiles
    }

    private func write(_ profiles: Profiles, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard PrivateFile.replace(path, with: Array(try encoder.encode(profiles)) + [UInt8(ascii: "\n")]) else {
            throw Failure(.failed, "cannot write \(path): \(String(cString: strerror(errno))).")
        }
    }

    /// The one of that name, or, without a name, the current one, if there is one.
    /// - Throws: `Failure` where the one that was named is not there.
    func find(_ name: String?) throws -> NamedProfile? {
        let all = try read()
        guard let wanted = name ?? all.current else { return nil }
        if let profile = all.profiles[wanted] { return NamedProfile(name: wanted, profile: profile) }
        guard name != nil else { return nil }
        let known = all.profiles.keys.sorted().joined(separator: ", ")
        let hint = known.isEmpty ? "There is none: `adminctl login` makes one." : "There are: \(known)."
        throw Failure(.usage, "there is no profile “\(wanted)”. \(hint)")
    }
}
