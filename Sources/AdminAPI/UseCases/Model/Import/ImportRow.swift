import Domain
import Foundation
import NIOCore
import Wire

/// A row of an import: a model as it is to be, or what is wrong with the row.
struct ImportRow: Sendable {
    /// Where the row stands: `[3]` in a list, the model's name in a price map.
    let place: String
    let draft: Result<ModelDraft, AdminError>
}

extension ImportRow {
    init(_ place: String, _ make: () throws(AdminError) -> ModelDraft) {
        self.place = place
        do throws(AdminError) { draft = .success(try make()) } catch { draft = .failure(error) }
    }
}

/// Reads what is to be imported: a list of models as `POST /v1/management/models` takes them, or one of the lists that
/// others maintain.
enum ImportReader {
    static func rows(_ buffer: ByteBuffer) throws(AdminError) -> [ImportRow] {
        let isList = buffer.readableBytesView.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "[")
        if isList { return try listed(buffer) }
        let (list, names) = try StrictJSON.rows(ForeignList.self, from: buffer)
        guard let rows = list.importRows else { throw .invalid("body", wanted) }
        let (contested, places) = (Set(names.map(StrictJSON.printable)), Set(rows.map(\.place)))
        if let name = contested.sorted().first(where: { !places.contains($0) }) {
            throw .invalid("body", "The body has the name \(name) twice, with different content.")
        }
        return rows.map { row in
            contested.contains(row.place) ? ImportRow(row.place) { () throws(AdminError) in throw twice } : row
        }
    }

    private static let twice = AdminError.invalid("name", "The list has this name twice, with different content.")

    private static let wanted = """
        No model was found in this. What is read is a list of models as they are created; the community's price map: one \
        object, from a model's name to an object with fields such as litellm_provider, mode, input_cost_per_token and \
        output_cost_per_token, in dollars per token; OpenRouter's list: {"data": [{"id", "pricing": {"prompt", …}}]}; that \
        of llm-prices: {"prices": [{"id", "vendor", "name", "input", "output", "input_cached"}]}; and that of models.dev: \
        {provider: {"models": {id: {"cost": {"input", "output", …}}}}}.
        """

    private static func listed(_ buffer: ByteBuffer) throws(AdminError) -> [ImportRow] {
        let rows = try StrictJSON.rows([StrictJSON.Row<StrictJSON.Envelope<CreateModelBody>>].self, from: buffer).rows
        return rows.enumerated().map { index, row in
            ImportRow("[\(index)]") { () throws(AdminError) in try ModelDraft(try row.result.get().body) }
        }
    }
}
