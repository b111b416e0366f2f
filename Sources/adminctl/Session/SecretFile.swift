import Foundation

/// Reads a secret from a file, if nobody else can.
enum SecretFile {
    private static let maxBytes = 64 * 1024

    /// The content without the white space around it.
    /// - Parameter allowsGroupOfRoot: a file of root's may be readable by its group, as the daemon has it for keys.
    /// - Throws: `Failure` where it is missing, empty, too long, or open to the group or to others.
    static func read(_ path: String, allowsGroupOfRoot: Bool = false) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(.failed, "cannot read \(path): \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        try refuseIfOpenToOthers(descriptor, path, allowsGroupOfRoot)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        guard let data = try? handle.read(upToCount: maxBytes + 1), data.count <= maxBytes else {
            throw Failure(.failed, "\(path) holds no secret.")
        }
        let bytes = try InputText.withoutMark([UInt8](data), of: path)
        return InputText.trimmed(String(decoding: bytes, as: UTF8.self))
    }

    private static func refuseIfOpenToOthers(
        _ descriptor: Int32, _ path: String, _ allowsGroupOfRoot: Bool
    ) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(.failed, "cannot look at \(path).") }
        // A pipe, as in `<(pass show keyhold)`, has no mode worth looking at.
        let refused: mode_t = allowsGroupOfRoot && status.st_uid == 0 ? 0o037 : 0o077
        guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & refused != 0 else { return }
        let mode = String(status.st_mode & 0o777, radix: 8)
        throw Failure(.failed, "\(path) can be read by others (mode \(mode)). Run: chmod 600 \(path)")
    }
}
