import Domain
import HTTPTypes
import Hummingbird
import Wire

/// Replies that carry a page of a list.
enum ListReply {
    static func make<Item: Sendable, Body: Codable & Sendable>(
        _ page: Page<Item>, id: (Item) -> String, body: (Item) -> Body
    ) -> RouteReply {
        JSONReply.make(
            ListBody(
                data: page.items.map(body), hasMore: page.hasMore, firstID: page.items.first.map(id),
                lastID: page.items.last.map(id)))
    }

    /// With how many there are in all.
    static func counted<Item: Sendable, Body: Codable & Sendable>(
        _ found: Found<Item>, id: (Item) -> String, body: (Item) -> Body
    ) -> RouteReply {
        let page = found.page
        return JSONReply.make(
            CountedListBody(
                data: page.items.map(body), hasMore: page.hasMore, firstID: page.items.first.map(id),
                lastID: page.items.last.map(id), total: found.total))
    }

    /// A plain array, as the contract has it for keys; the next page is announced by a `Link` (RFC 8288).
    ///
    /// - Parameter path: of this list, as clients reach it.
    static func plain<Item: Sendable, Body: Encodable>(
        _ page: Page<Item>, id: (Item) -> String, path: String, query: [String: String], body: (Item) -> Body
    ) -> RouteReply {
        var headers = HTTPFields()
        if page.hasMore, let last = page.items.last {
            var next = query
            next["after"] = id(last)
            let parameters = next.sorted { $0.key < $1.key }.map { "\($0.key)=\(PercentEncoding.encode($0.value))" }
            headers[.link] = "<\(path)?\(parameters.joined(separator: "&"))>; rel=\"next\""
        }
        return JSONReply.make(page.items.map(body), headers: headers)
    }
}
