import Foundation
import Wire

/// The rows of a file of usage. JSON lines are read one by one, however many there are; a list is read whole.
struct UsageRows {
    /// From here on sending takes long enough to watch.
    static let longBytes = 100_000
    private static let beginningBytes = 64 * 1_024
    private static let longestList = 64 << 20
    private static let mostFaults = 20

    struct Place {
        let row: UsageRow
        /// `line 7`, `row 7`.
        let name: String
        /// How much of the file was read with it, about.
        let readBytes: Int
    }

    private enum Source {
        case lines(LineReader)
        case list([UsageRow], bytes: Int)
    }

    private let source: Source
    private var index = 0

    /// - Parameter path: `-` for standard input.
    init(_ path: String) throws {
        let file = try Self.open(path)
        let beginning = try InputText.withoutMark(try Self.read(file, upTo: Self.beginningBytes, of: path), of: path)
        let first = beginning.first { !" \t\r\n".utf8.contains($0) }
        let isYAML = [".yaml", ".yml"].contains { path.lowercased().hasSuffix($0) }
        if !isYAML, first == UInt8(ascii: "{") {
            source = .lines(LineReader(file, name: path, beginning: beginning))
            return
        }
        var bytes = beginning
        while bytes.count <= Self.longestList {
            let more = try Self.read(file, upTo: 1 << 20, of: path)
            if more.isEmpty { break }
            bytes += more
        }
        guard bytes.count <= Self.longestList else {
            throw Failure(
                .usage, "\(path) is larger than \(ByteCount.text(Self.longestList)); write a row a line, as JSON lines."
            )
        }
        source = .list(try Self.list(bytes, isYAML: isYAML || first != UInt8(ascii: "["), path), bytes: bytes.count)
    }

    mutating func next() throws -> Place? {
        switch source {
        case .lines(let reader):
            guard let line = try reader.next() else { return nil }
            return Place(row: Self.row(line), name: "line \(reader.number)", readBytes: reader.readBytes)
        case .list(let rows, let bytes):
            guard rows.indices.contains(index) else { return nil }
            defer { index += 1 }
            return Place(row: rows[index], name: "row \(index + 1)", readBytes: bytes * (index + 1) / rows.count)
        }
    }

    private static func row(_ line: [UInt8]) -> UsageRow {
        do {
            // Files that were put together have a mark where each of them began.
            return try JSONDecoder().decode(UsageRow.self, from: Data(InputText.withoutMark(line)))
        } catch {
            return UsageRow(record: .failure(UsageRow.Fault(problem: "it is no JSON.")))
        }
    }

    private static func list(_ bytes: [UInt8], isYAML: Bool, _ path: String) throws -> [UsageRow] {
        var json = bytes
        if isYAML {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Failure(.usage, "\(path) is not UTF-8 text.")
            }
            json = Array(try YAMLDocument.json(text).utf8)
        }
        do {
            return try JSONDecoder().decode([UsageRow].self, from: Data(json))
        } catch {
            throw Failure(.usage, "\(path) is neither JSON lines nor a list of rows in JSON or YAML.")
        }
    }
}

extension UsageRows {
    /// Reads all rows and sends none.
    /// - Returns: how many there are.
    /// - Throws: `Failure` of status usage that names the rows that are wrong.
    static func check(_ path: String) throws -> Int {
        var rows = try UsageRows(path)
        var count = 0
        var faults = Faults()
        while let place = try rows.next() {
            count += 1
            if case .failure(let fault) = place.row.record { faults.add(place.name, fault) }
        }
        try faults.requireNone()
        return count
    }

    struct Faults {
        private var count = 0
        private var lines: [String] = []

        mutating func add(_ place: String, _ fault: UsageRow.Fault) {
            count += 1
            if lines.count < mostFaults { lines.append("\n  \(place): \(fault.problem)") }
        }

        /// - Parameter recorded: how many rows were sent before.
        func requireNone(recorded: Int = 0) throws {
            guard count > 0 else { return }
            let what = count == 1 ? "a row is wrong" : "\(count) rows are wrong"
            let more = count > lines.count ? "\n  … and \(count - lines.count) more" : ""
            throw Failure(.usage, "\(what), \(UsageUpload.fate(recorded)):\(lines.joined())\(more)")
        }
    }

    /// Nil of a pipe, which can be read but once.
    static func size(_ path: String) -> Int? {
        guard path != "-",
            let values = try? URL(filePath: path).resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
            values.isRegularFile == true
        else { return nil }
        return values.fileSize
    }

    fileprivate static func open(_ path: String) throws -> FileHandle {
        do {
            return path == "-" ? .standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
        } catch {
            throw Failure(.usage, "cannot read \(FileText.name(path)): \(FileText.reason(error)).")
        }
    }

    /// - Returns: nothing at the end of the file.
    static func read(_ file: FileHandle, upTo count: Int, of path: String) throws -> [UInt8] {
        do {
            return [UInt8](try file.read(upToCount: count) ?? Data())
        } catch {
            throw Failure(.usage, "cannot read \(FileText.name(path)): \(FileText.reason(error)).")
        }
    }
}
