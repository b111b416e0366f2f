import Domain
import Testing

@testable import KeyVault

struct VaultKeyTextTests {
    private func message(_ text: String) -> String? {
        do throws(AdminError) {
            _ = try VaultKey(fileText: Secret(text))
            return nil
        } catch {
            #expect(error.code == .invalidRequest)
            return error.message
        }
    }

    private let remedy = "Each line is <version>:<key>; `openssl rand -base64 32` makes a key."

    @Test
    func `what is written is read again`() throws {
        let key = try Samples.vaultKey(1, 2)
        #expect(key.fileText().revealSecret() == "2:\(Samples.otherBase64)\n1:\(Samples.base64)\n")
        let again = try VaultKey(fileText: key.fileText())
        #expect(again.currentVersion == 2)
        #expect(again.fileText() == key.fileText())
    }

    @Test
    func `a generated key is version 1, 32 bytes, and never twice the same`() throws {
        let key = try VaultKey.generate()
        #expect(key.currentVersion == 1 && key.current.bytes.count == 32 && key.older.isEmpty)
        #expect(try VaultKey.generate().fileText() != key.fileText())
    }

    @Test
    func `a bare key is version 1`() throws {
        for text in [Samples.base64, Samples.base64 + "\n", "  \(Samples.base64)\r\n"] {
            let key = try VaultKey(fileText: Secret(text))
            #expect(key.currentVersion == 1 && key.current.bytes.array == Array(repeating: 1, count: 32))
        }
    }

    @Test
    func `comments, blank lines and the order of lines mean nothing`() throws {
        let text = "# rotated\n\n1:\(Samples.base64)\n   # current\n\t\n 4294967295:\(Samples.otherBase64) \r\n#"
        let key = try VaultKey(fileText: Secret(text))
        #expect(key.currentVersion == 4_294_967_295)
        #expect(key.current.bytes.array == Array(repeating: 2, count: 32))
        #expect(key.older.map(\.number) == [1])
    }

    @Test func `a byte-order mark before it is dropped, and one within it is not`() throws {
        for text in [Samples.base64, "# kept\r\n1:\(Samples.base64)\r\n"] {
            #expect(try VaultKey(fileText: Secret("\u{FEFF}" + text)).currentVersion == 1)
        }
        for text in ["\u{FEFF}\u{FEFF}\(Samples.base64)", "1:\u{FEFF}\(Samples.base64)"] {
            #expect(message(text) != nil)
        }
    }

    @Test(arguments: ["", "\u{FEFF}", "\n\n", "# nothing yet\n"])
    func `no key is an error that says so`(_ text: String) {
        #expect(message(text) == "In the vault key's text: there is no key. \(remedy)")
    }

    @Test(arguments: ["0", "-1", "+1", "", "one", "1 ", "4294967296", "00000000001", "١"])
    func `a version is a whole number from 1`(_ version: String) {
        let expected = "line 2 has no whole number from 1 to 4294967295 before its colon."
        #expect(message("#\n\(version):\(Samples.base64)") == "In the vault key's text: \(expected) \(remedy)")
    }

    @Test(arguments: [
        "correct horse battery staple", String(Samples.base64.dropLast()), Samples.base64 + "=", " " + Samples.base64,
        Samples.base64.replacing("E=", with: "F="), Samples.base64.replacing("A", with: "-"), "====", "é===", "",
        Samples.base64.replacing("QEBA", with: "Q BA"), Samples.base64.replacing("AQE=", with: "A==="),
    ])
    func `a key that is not canonical base64 is refused, and not repeated`(_ key: String) {
        let expected = "In the vault key's text: the key in line 1 is not base64 with its padding. \(remedy)"
        #expect(message("1:" + key) == expected)
    }

    @Test(arguments: [("AQEB", 3), ("AQ==", 1), ("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB", 33)])
    func `a key of another length is refused`(_ key: String, _ count: Int) {
        let expected = "the key in line 1 has \(count) bytes, not 32."
        #expect(message(key) == "In the vault key's text: \(expected) \(remedy)")
    }

    @Test
    func `a version that comes twice is refused`() {
        let expected = "line 2 repeats version 3. Give every key a version of its own; the highest one is current."
        #expect(message("3:\(Samples.base64)\n03:\(Samples.otherBase64)") == "In the vault key's text: \(expected)")
    }

    @Test
    func `a key without a version beside another is refused`() {
        for text in ["2:\(Samples.otherBase64)\n\(Samples.base64)", "#\n\(Samples.base64)\n\(Samples.base64)"] {
            let expected = "line 2 has no version, and there is more than one key."
            #expect(message(text) == "In the vault key's text: \(expected) \(remedy)")
        }
    }

    @Test
    func `a text of more than 4096 bytes is refused, and one of 4096 is read`() {
        let comment = String(repeating: "#", count: 4096 - Samples.base64.utf8.count - 1)
        let expected =
            "there is more than 4096 bytes of text. Drop the versions that nothing is sealed under any more, "
        #expect(message("\(Samples.base64)\n\(comment)") == nil)
        #expect(message("\(Samples.base64)\n#\(comment)") == "In the vault key's text: \(expected)and long comments.")
    }
}
