import Domain

/// Reads a vault key's text. It works on the bytes in place, so that no line is copied to where it is not wiped.
enum VaultKeyText {
    /// - Parameter origin: what an error calls the source, such as `the vault key file /var/lib/keyhold/vault.key`.
    /// - Throws: `invalidRequest`.
    static func parse(_ text: UnsafeRawBufferPointer, origin: String) throws(AdminError) -> VaultKey {
        do throws(VaultKeyFault) {
            return try parse(text)
        } catch {
            throw error.adminError(origin: origin)
        }
    }

    private static func parse(_ text: UnsafeRawBufferPointer) throws(VaultKeyFault) -> VaultKey {
        guard text.count <= VaultKey.maximumTextLength else { throw .tooLong }
        let entries = try entries(in: text)
        if entries.count > 1, let bare = entries.first(where: { $0.version == nil }) {
            throw .missingVersion(line: bare.line)
        }
        var versions: [VaultKey.Version] = []
        for entry in entries {
            let version = VaultKey.Version(number: entry.version ?? 1, bytes: entry.bytes)
            guard !versions.contains(where: { $0.number == version.number }) else {
                throw .duplicateVersion(line: entry.line, version: version.number)
            }
            versions.append(version)
        }
        guard let key = VaultKey(versions) else { throw .empty }
        return key
    }

    private static func entries(in text: UnsafeRawBufferPointer) throws(VaultKeyFault) -> [Entry] {
        // Editors and shells of Windows begin a text so. It says nothing.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = UnsafeRawBufferPointer(rebasing: text.starts(with: mark) ? text.dropFirst(mark.count) : text[...])
        var entries: [Entry] = []
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let content = trimmed(line)
            guard let first = content.first, first != UInt8(ascii: "#") else { continue }
            entries.append(try Entry(content, line: index + 1))
        }
        return entries
    }

    /// Without blanks at either end, and without the carriage return that some editors leave.
    private static func trimmed(_ line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let isBlank: (UInt8) -> Bool = {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
        }
        let start = line.drop(while: isBlank)
        guard let end = start.lastIndex(where: { !isBlank($0) }) else { return start }
        return start[...end]
    }
}

/// One line's version, if it names one, and key.
private struct Entry {
    let line: Int
    let version: UInt32?
    let bytes: SecretBytes

    init(_ content: Slice<UnsafeRawBufferPointer>, line: Int) throws(VaultKeyFault) {
        self.line = line
        var base64 = content
        if let colon = content.firstIndex(of: UInt8(ascii: ":")) {
            guard let version = Self.version(content[..<colon]) else { throw .badVersion(line: line) }
            self.version = version
            base64 = content[(colon + 1)...]
        } else {
            version = nil
        }
        guard let bytes = Base64.decode(UnsafeRawBufferPointer(rebasing: base64)) else {
            throw .badBase64(line: line)
        }
        guard bytes.count == VaultKey.length else { throw .wrongLength(line: line, bytes: bytes.count) }
        self.bytes = bytes
    }

    private static func version(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt32? {
        guard digits.count <= 10, digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
            return nil
        }
        guard let version = UInt32(String(decoding: digits, as: UTF8.self)), version > 0 else { return nil }
        return version
    }
}
