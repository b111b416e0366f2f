import Foundation

/// Instants as replies write them, in Unix milliseconds.
enum ServerTime {
    static func milliseconds(_ text: String) throws -> Int64 {
        let date = try Date(text, strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
        return Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    /// By this machine's clock, which is the server's too.
    static func now() -> Int64 { Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)) }
}
