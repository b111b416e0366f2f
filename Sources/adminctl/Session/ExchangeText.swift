import AdminClient

/// What `--verbose` shows of an attempt: both heads and both bodies, with every secret masked.
enum ExchangeText {
    private static let longestBody = 8 * 1024

    static func text(_ exchange: ClientConfiguration.Exchange) -> String {
        let request = exchange.request
        let lines = ["\(request.method.rawValue) \(exchange.path)"] + fields(request.headers.fields)
        return block(">", lines, request.body ?? []) + answer(exchange)
    }

    private static func answer(_ exchange: ClientConfiguration.Exchange) -> String {
        let milliseconds = "(\(Int((exchange.duration / .milliseconds(1)).rounded())) ms)"
        switch exchange.outcome {
        case .failure(let reason): return block("<", ["\(reason) \(milliseconds)"], [])
        case .success(let response):
            let lines = ["\(response.status) \(milliseconds)"] + fields(response.headers.fields)
            return block("<", lines, response.body)
        }
    }

    private static func fields(_ fields: [ClientConfiguration.Exchange.Field]) -> [String] {
        fields.map { field in
            // HTTP Basic is the secret in other letters: of a credential nothing is shown but its kind.
            guard field.name.lowercased() == "authorization" else { return "\(field.name): \(field.value)" }
            return "\(field.name): \(field.value.prefix { $0 != " " }) •••"
        }
    }

    private static func block(_ mark: String, _ head: [String], _ body: [UInt8]) -> String {
        let rest = body.count - longestBody
        let text = SecretMask.body(String(decoding: body.prefix(longestBody), as: UTF8.self))
        let bodyLines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let more = rest > 0 ? ["… \(rest) bytes more"] : []
        let lines = head + (body.isEmpty ? [] : [""] + bodyLines + more)
        return lines.map { SafeText.readable($0.isEmpty ? mark : "\(mark) \($0)") + "\n" }.joined()
    }
}
