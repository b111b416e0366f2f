import Domain
import Foundation

/// Lists and labels as they stand in a column: JSON text with sorted names.
enum StoredJSON {
    private static let noTexts = SQLValue.text("[]")
    private static let noLabels = SQLValue.text("{}")

    static func text(_ texts: [String]) throws(AdminError) -> SQLValue {
        // Most lists are empty, and making an encoder costs more than a row does.
        texts.isEmpty ? noTexts : try encoded(texts)
    }

    static func text(_ labels: [String: String]) -> SQLValue {
        labels.isEmpty ? noLabels : .text(object(labels))
    }

    /// By hand, as each reservation and each row of the ledger may have some.
    private static func object(_ labels: [String: String]) -> String {
        var json: [UInt8] = [UInt8(ascii: "{")]
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            quote(name, in: &json)
            json.append(UInt8(ascii: ":"))
            quote(value, in: &json)
        }
        json.append(UInt8(ascii: "}"))
        return String(decoding: json, as: UTF8.self)
    }

    /// RFC 8259 §7: only these have to be escaped.
    private static func quote(_ text: String, in json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                json += Array("\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }

    static func text(_ value: some Encodable) throws(AdminError) -> SQLValue { try encoded(value) }

    private static func encoded(_ value: some Encodable) throws(AdminError) -> SQLValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return .text(String(decoding: try encoder.encode(value), as: UTF8.self))
        } catch {
            throw .internal("a value could not be written as JSON")
        }
    }

    static func value<Value: Decodable>(_ text: String, as type: Value.Type) throws(AdminError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .internal("a column does not hold the JSON that its schema says")
        }
    }
}

extension Row {
    func labels(_ column: Int) throws(AdminError) -> Metadata {
        let text = try text(column)
        return try reading(column, "labels") { () throws(AdminError) in try Metadata.stored(text) }
    }
}

extension RowView {
    func labels(_ column: Int) throws(AdminError) -> Metadata {
        let bytes = try bytes(column)
        if bytes.elementsEqual("{}".utf8) { return .empty }
        let text = String(decoding: bytes, as: UTF8.self)
        do throws(AdminError) { return try .stored(text) } catch { throw unexpected(column, "labels") }
    }
}

extension Metadata {
    fileprivate static func stored(_ text: String) throws(AdminError) -> Metadata {
        if text == "{}" { return .empty }
        let entries = try StoredJSON.value(text, as: [String: String].self)
        do {
            return try Metadata(stored: entries)
        } catch {
            throw .internal("a column holds labels that are none: \(error.message)")
        }
    }
}
