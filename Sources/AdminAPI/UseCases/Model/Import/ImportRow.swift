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

/// Reads what is to be imported: a list of models as `POST /v1/management/models` takes them, or a price map.
enum ImportReader {
    /// An entry of the map that tells of its fields and is no model.
    private static let sample = "sample_spec"

    static func rows(_ buffer: ByteBuffer) throws(AdminError) -> [ImportRow] {
        let isList = buffer.readableBytesView.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "[")
        return isList ? try listed(buffer) : try mapped(buffer)
    }

    private static let wanted = """
        No model was found in this. What is read is a list of models as they are created, or the community's price map: one \
        object, from a model's name to an object with fields such as litellm_provider, mode, input_cost_per_token and \
        output_cost_per_token, in dollars per token.
        """

    private static func listed(_ buffer: ByteBuffer) throws(AdminError) -> [ImportRow] {
        let rows = try StrictJSON.rows([StrictJSON.Row<StrictJSON.Envelope<CreateModelBody>>].self, from: buffer)
        return rows.enumerated().map { index, row in
            ImportRow(
                place: "[\(index)]",
                draft: draft { () throws(AdminError) in try ModelDraft(try row.result.get().body) })
        }
    }

    private static func mapped(_ buffer: ByteBuffer) throws(AdminError) -> [ImportRow] {
        let entries = try StrictJSON.rows([String: StrictJSON.Row<PriceMapEntry>].self, from: buffer)
        guard entries.isEmpty || entries.values.contains(where: { (try? $0.result.get())?.isKnown ?? false }) else {
            throw .invalid("body", wanted)
        }
        return entries.filter { $0.key != sample }.sorted { $0.key < $1.key }.map { name, row in
            ImportRow(
                place: StrictJSON.printable(name),
                draft: draft { () throws(AdminError) in try row.result.get().draft(named: name) })
        }
    }

    private static func draft(
        _ make: () throws(AdminError) -> ModelDraft
    ) -> Result<ModelDraft, AdminError> {
        do throws(AdminError) { return .success(try make()) } catch { return .failure(error) }
    }
}
