import Foundation
import Wire

/// One row of a file of usage: a record, or what is wrong with it.
struct UsageRow: Decodable {
    let record: Result<UsageRecordBody, Fault>

    struct Fault: Error {
        let problem: String
    }

    init(record: Result<UsageRecordBody, Fault>) {
        self.record = record
    }

    /// A row that is wrong decodes, too: its list is read to the end.
    init(from decoder: any Decoder) throws {
        do {
            record = .success(try Self.read(decoder))
        } catch let fault as Fault {
            record = .failure(fault)
        } catch let error as DecodingError {
            record = .failure(Fault(problem: Self.problem(error)))
        } catch let error as UnknownFieldError {
            record = .failure(Fault(problem: Self.problem(error)))
        }
    }

    private static func read(_ decoder: any Decoder) throws -> UsageRecordBody {
        let row = try decoder.container(keyedBy: FieldName.self)
        try requireKnown(row, UsageRecordBody.fields, "")
        let record = try UsageRecordBody(from: decoder)
        guard record.requestID != nil else {
            throw Fault(problem: "request_id is missing; without one, a second run would charge the call again.")
        }
        return record
    }

    private static func requireKnown(
        _ fields: KeyedDecodingContainer<FieldName>, _ known: [String], _ place: String
    ) throws {
        let unknown = fields.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
        guard let first = unknown.first else { return }
        throw Fault(problem: "\(place)\(first) is no field; there are \(known.sorted().joined(separator: ", ")).")
    }

    private static func problem(_ error: UnknownFieldError) -> String {
        let path = error.codingPath.filter { $0.intValue == nil }.map(\.stringValue).joined(separator: ".")
        return "\(path) is no field here. \(error.advice)"
    }

    static func problem(_ error: DecodingError) -> String {
        func path(_ context: DecodingError.Context, _ last: String? = nil) -> String {
            // A list's index is the row itself, which is named by its place.
            (context.codingPath.filter { $0.intValue == nil }.map(\.stringValue) + (last.map { [$0] } ?? []))
                .joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context): return "\(path(context, key.stringValue)) is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let field = path(context)
            return field.isEmpty ? "it has no fields." : "\(field) has a value of the wrong kind."
        case .dataCorrupted(let context):
            let field = path(context)
            return field.isEmpty ? "it is no JSON." : "\(field) has a value that does not fit."
        @unknown default: return "it cannot be read."
        }
    }
}
