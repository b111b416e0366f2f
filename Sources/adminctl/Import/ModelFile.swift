import Foundation

/// A file of models, as JSON.
enum ModelFile {
    /// From here on sending takes long enough to watch.
    static let longBytes = 100_000
    /// What a server takes.
    private static let maxBytes = 8_388_608

    /// - Parameter path: `-` for standard input.
    /// - Returns: JSON as it stands in the file, byte for byte; of YAML, JSON that says the same.
    /// - Throws: `Failure` of status usage for what cannot be read or is no YAML.
    static func json(_ path: String) throws -> [UInt8] {
        let bytes = try read(path)
        guard bytes.count <= maxBytes else {
            throw Failure(
                .usage, "\(FileText.name(path)) is larger than \(ByteCount.text(maxBytes)); import it in parts.")
        }
        let isYAML = [".yaml", ".yml"].contains { path.lowercased().hasSuffix($0) }
        let first = bytes.first { !" \t\r\n".utf8.contains($0) }
        if !isYAML, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") { return bytes }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.usage, "\(FileText.name(path)) is not UTF-8 text.")
        }
        return Array(try YAMLDocument.json(text).utf8)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        do {
            let file = path == "-" ? .standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            return try InputText.withoutMark(
                [UInt8](try file.read(upToCount: maxBytes + 1) ?? Data()), of: FileText.name(path))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.usage, "cannot read \(FileText.name(path)): \(FileText.reason(error)).")
        }
    }
}
