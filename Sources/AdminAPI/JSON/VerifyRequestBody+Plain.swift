import NIOCore
import Wire

extension VerifyRequestBody: PlainBody {
    init?(plain buffer: ByteBuffer) {
        let body: VerifyRequestBody? = buffer.withUnsafeReadableBytes { bytes in
            var json = PlainJSON(bytes)
            var fields = Fields()
            do throws(PlainJSON.GivesUp) {
                try json.document { json, name throws(PlainJSON.GivesUp) in try fields.read(name, &json) }
            } catch {
                return nil
            }
            return fields.body
        }
        guard let body else { return nil }
        self = body
    }

    private struct Fields {
        private var key: String?
        private var rest = VerifyRequestBody(key: "")
        /// A bit for each field that was there, `null` or not.
        private var seen: UInt64 = 0

        /// `nil` without the field that must be there.
        var body: VerifyRequestBody? {
            guard let key else { return nil }
            var body = rest
            body.key = key
            return body
        }

        mutating func read(
            _ name: UnsafeRawBufferPointer, _ json: inout PlainJSON
        ) throws(PlainJSON.GivesUp) {
            guard let field = Self.fields.firstIndex(where: { $0.name.elementsEqual(name) }),
                seen & (1 << field) == 0
            else { throw PlainJSON.GivesUp() }
            seen |= 1 << field
            switch Self.fields[field].key {
            case .key: key = try json.string()
            case .model: rest.model = try json.optionalString()
            case .address: rest.address = try json.optionalString()
            case .metadata: rest.metadata = try json.optionalStrings()
            case .userAgent: rest.userAgent = try json.optionalString()
            case .requestID: rest.requestID = try json.optionalString()
            case .estimate: rest.estimate = try EstimateBody.plain(&json)
            case .reserve: rest.reserve = try json.optionalBool()
            case .ttlSeconds: rest.ttlSeconds = try json.optionalInteger()
            }
        }

        private static let fields = CodingKeys.allCases.map { (name: Array($0.rawValue.utf8), key: $0) }
    }
}

extension EstimateBody {
    /// An estimate in tokens; one in money or pieces is for the strict reader.
    fileprivate static func plain(_ json: inout PlainJSON) throws(PlainJSON.GivesUp) -> EstimateBody? {
        if json.takesNull() { return nil }
        var estimate = EstimateBody()
        var seen: Set<PlainField> = []
        try json.object { json, name throws(PlainJSON.GivesUp) in
            switch try PlainField.plain(name, &seen) {
            case .inputTokens: estimate.inputTokens = try json.optionalInteger()
            case .maxOutputTokens: estimate.maxOutputTokens = try json.optionalInteger()
            }
        }
        return estimate
    }

    private enum PlainField: String, CaseIterable {
        case inputTokens = "input_tokens"
        case maxOutputTokens = "max_output_tokens"
    }
}
