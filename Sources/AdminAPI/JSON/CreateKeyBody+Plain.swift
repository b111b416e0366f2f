import NIOCore
import Wire

extension CreateKeyBody: PlainBody {
    /// - Returns: `nil` for one with a plan or with limits, too.
    init?(plain buffer: ByteBuffer) {
        let body: CreateKeyBody? = buffer.withUnsafeReadableBytes { bytes in
            var json = PlainJSON(bytes)
            var (name, rest) = (String?.none, CreateKeyBody(name: ""))
            var seen: Set<CodingKeys> = []
            do throws(PlainJSON.GivesUp) {
                try json.document { json, field throws(PlainJSON.GivesUp) in
                    switch try CodingKeys.plain(field, &seen) {
                    case .name: name = try json.string()
                    case .enabled: rest.enabled = try json.optionalBool()
                    case .metadata: rest.metadata = try json.optionalStrings()
                    case .expirationDate: rest.expirationDate = try json.optionalString().map { .set($0) } ?? .clear
                    case .allowedModels: rest.allowedModels = try json.optionalList()
                    case .allowedAddresses: rest.allowedAddresses = try json.optionalList()
                    case .rotationPolicy, .rateLimits, .usageLimits: throw PlainJSON.GivesUp()
                    }
                }
            } catch {
                return nil
            }
            guard let name else { return nil }
            rest.name = name
            return rest
        }
        guard let body else { return nil }
        self = body
    }
}
