import HTTPClient
import Wire

extension KeyholdClient {
    /// A list in an envelope that says whether there is more.
    func page<Item: Codable & Sendable>(_ call: Call) throws(AdminClientError) -> Page<Item> {
        let body = try send(call, as: ListBody<Item>.self)
        return Page(items: body.data, next: body.hasMore ? body.lastID.value : nil)
    }

    /// A plain array, whose next page a `Link` header announces.
    func linkedPage<Item: Codable & Sendable>(_ call: Call) throws(AdminClientError) -> Page<Item> {
        let response = try send(call)
        let items = try Codec.decode([Item].self, from: response)
        return Page(items: items, next: LinkHeader.after(response.headers.all("Link")))
    }
}
