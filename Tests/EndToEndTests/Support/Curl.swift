import Foundation

/// One request of curl's.
struct Curl {
    /// 0, or what curl(1) lists under EXIT CODES.
    let exit: Int32
    let status: Int
    /// As curl names it: 1.1 or 2.
    let version: String
    let body: String

    init(_ arguments: String...) throws {
        let outcome = try Program.run(
            "curl", ["-sS", "--max-time", "60", "-w", "\n%{http_code} %{http_version}"] + arguments)
        exit = outcome.status
        let end = outcome.output.lastIndex(of: "\n") ?? outcome.output.startIndex
        let words = outcome.output[end...].split(whereSeparator: \.isWhitespace)
        status = words.first.flatMap { Int($0) } ?? 0
        version = words.count == 2 ? String(words[1]) : ""
        body = String(outcome.output[..<end])
    }
}
