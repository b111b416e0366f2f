import Domain
import HTTPTypes
import NIOCore
import Storage
import Wire

/// What `GET /v1/usage` asks for.
struct UsageListQuery: Sendable {
    enum Format: String, CaseIterable, Sendable { case json, csv, jsonl }

    static let names = [
        "limit", "after", "from", "to", "key_id", "team_id", "user_id", "model", "provider", "request_id", "outcome",
        "unpriced", "metadata", "totals", "format",
    ]

    var filter = UsageFilter()
    let page: PageRequest<LedgerEntry>
    let wantsTotals: Bool
    let format: Format
    let query: [String: String]

    init(_ request: RouteRequest) throws(AdminError) {
        query = try request.query(Self.names)
        page = try request.page(LedgerEntry.self, in: query)
        format =
            try query["format"].map { text throws(AdminError) in try choice(text, "format", as: Format.self) }
            ?? .json
        wantsTotals = try request.flag("totals", in: query)
        filter.isUnpriced = try request.flag("unpriced", in: query)
        filter.from = try request.instant("from", in: query)
        filter.to = try request.instant("to", in: query)
        if let from = filter.from, let to = filter.to, from >= to {
            throw AdminError(.unprocessable, "to must be later than from.", param: "to")
        }
        filter.key = try request.id("key_id", in: query)
        filter.team = try request.id("team_id", in: query)
        filter.user = try request.id("user_id", in: query)
        filter.model = try AdmissionInput.model(query["model"])
        filter.provider = try AdmissionInput.model(query["provider"])
        filter.requestID = try AdmissionInput.requestID(query["request_id"])
        filter.outcome = try AdmissionInput.outcome(query["outcome"])
        filter.label = try request.label("metadata", in: query)
    }
}

extension AdminService {
    func listUsage(
        _ query: UsageListQuery, _ call: ManagementCall
    ) async throws(AdminError) -> (page: Page<LedgerEntry>, totals: UsageTotals?) {
        let organization = try memoryTenant(call)
        let found = try await database.read { transaction throws(AdminError) in
            (
                page: try transaction.ledgerEntries.list(query.filter, in: organization, query.page),
                totals: query.wantsTotals ? try transaction.ledgerEntries.totals(query.filter, in: organization) : nil
            )
        }
        noteDamage(of: found.page)
        return found
    }
}

/// A page in each of the formats. In CSV and JSON lines the next page is announced by a `Link`, and rows alone follow.
enum UsageListReply {
    static func make(
        _ page: Page<LedgerEntry>, _ totals: UsageTotals?, _ query: UsageListQuery, path: String
    ) -> RouteReply {
        let bodies = page.items.compactMap(\.body)
        switch query.format {
        case .json:
            var body = UsageListBody(data: bodies, hasMore: page.hasMore)
            body.totals = totals?.body
            return JSONReply.make(body)
        case .csv:
            let rows = bodies.map(UsageCSV.row)
            return text(
                (query.page.after == nil ? [UsageCSV.header] : []) + rows, "text/csv", "\r\n", page, query, path)
        case .jsonl:
            let rows = bodies.map { String(buffer: JSONReply.encode($0)) }
            return text(rows, "application/x-ndjson", "\n", page, query, path)
        }
    }

    private static func text(
        _ lines: [String], _ type: String, _ end: String, _ page: Page<LedgerEntry>, _ query: UsageListQuery,
        _ path: String
    ) -> RouteReply {
        var headers = HTTPFields()
        headers[.contentType] = "\(type); charset=utf-8"
        headers[.cacheControl] = "no-store"
        if page.hasMore, let last = page.items.last {
            var next = query.query
            next["after"] = last.id.text
            let parameters = next.sorted { $0.key < $1.key }.map { "\($0.key)=\(PercentEncoding.encode($0.value))" }
            headers[.link] = "<\(path)?\(parameters.joined(separator: "&"))>; rel=\"next\""
        }
        return RouteReply(
            status: .ok, headers: headers, body: ByteBuffer(string: lines.map { $0 + end }.joined()))
    }
}

/// Rows as RFC 4180 has them.
enum UsageCSV {
    static let header = """
        id,corrects,key_id,request_id,model,price_version,input_tokens,cached_input_tokens,output_tokens,reasoning_tokens,\
        requests,cost,unpriced,outcome,reason,occurred_at,created_at,metadata
        """

    static func row(_ entry: UsageEntryBody) -> String {
        let usage = entry.usage
        return [
            entry.id, entry.corrects ?? "", entry.keyID, text(entry.requestID.value), text(entry.model.value),
            number(entry.priceVersion.value), number(usage.inputTokens), number(usage.cachedInputTokens),
            number(usage.outputTokens), number(usage.reasoningTokens), number(usage.requests),
            entry.cost.value?.text ?? "", entry.unpriced == true ? "true" : "", text(entry.outcome.value),
            text(entry.reason), entry.occurredAt ?? "", entry.createdAt,
            text(entry.metadata.map { String(buffer: JSONReply.encode($0)) }),
        ].joined(separator: ",")
    }

    private static func number(_ count: Int64?) -> String { count.map(String.init) ?? "" }

    /// What a spreadsheet would take for a formula begins with an apostrophe, as callers choose these texts.
    static func text(_ value: String?) -> String {
        guard var text = value, let first = text.unicodeScalars.first else { return "" }
        if "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
        guard text.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension UsageTotals {
    fileprivate var body: UsageTotalsBody {
        UsageTotalsBody(
            rows: rows, inputTokens: input, cachedInputTokens: cachedInput, outputTokens: output,
            reasoningTokens: reasoning, requests: requests, cost: NanoDollars(cost).body, unpriced: unpriced)
    }
}
