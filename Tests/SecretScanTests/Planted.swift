import Foundation
import LoopbackSupport
import Testing

@testable import SecretScan

/// Secrets and what is nearly one, made for a test.
enum Planted {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    static func secret(_ random: inout SystemRandomNumberGenerator) -> String {
        let kind = SecretForm.Kind.allCases.randomElement(using: &random) ?? .apiKey
        let body = kind.rawValue + String((0..<30).map { _ in digits.randomElement(using: &random) ?? "0" })
        var checksum = Array(body.utf8).withUnsafeBytes(CRC32.checksum)
        var tail = ""
        for _ in 0..<6 {
            tail = String(digits[Int(checksum % 62)]) + tail
            checksum /= 62
        }
        return body + tail
    }

    /// A secret with one digit of the checksum changed.
    static func lookAlike(_ random: inout SystemRandomNumberGenerator) -> String {
        let right = secret(&random)
        return right.dropLast() + (right.last == "0" ? "1" : "0")
    }

    static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
