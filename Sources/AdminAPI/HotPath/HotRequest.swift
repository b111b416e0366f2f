import NIOHTTP1

/// The fields of a request that the hot operations read, found in one pass.
struct HotRequest {
    private(set) var authorization: String?
    private(set) var contentType: String?
    private(set) var organization: String?
    private(set) var requestID: String?
    private(set) var userAgent: String?
    private(set) var forwardedFor: [String] = []
    /// Whether a proxy may name the caller in another way than by `X-Forwarded-For`.
    private(set) var isNamedElsewhere = false
    /// Of a proxied request: the value of the first key header that is there, and the model.
    private(set) var proxyKey: String?
    private(set) var proxyModel: String?
    private var keyRank = Int.max

    /// - Returns: `nil` where there is anything that the ordinary way has to look at: a field twice, or one about the
    ///   connection or the framing of the body.
    ///
    /// - Parameter callNames: of a request that a proxy asks about.
    init?(_ headers: HTTPHeaders, callNames: CallFieldNames?) {
        for (name, value) in headers {
            switch name.utf8.count {
            case 6 where name.isField("expect"), 7 where name.isField("upgrade"), 10 where name.isField("connection"),
                16 where name.isField("content-encoding"), 17 where name.isField("transfer-encoding"):
                return nil
            case 9 where name.isField("forwarded") || name.isField("x-real-ip"): isNamedElsewhere = true
            case 10 where name.isField("user-agent"): guard Self.set(&userAgent, value) else { return nil }
            case 12 where name.isField("content-type"): guard Self.set(&contentType, value) else { return nil }
            case 12 where name.isField("x-request-id"): guard Self.set(&requestID, value) else { return nil }
            case 13 where name.isField("authorization"): guard Self.set(&authorization, value) else { return nil }
            case 15 where name.isField("x-forwarded-for"): forwardedFor.append(value)
            case 20 where name.isField("keyhold-organization"):
                guard Self.set(&organization, value) else { return nil }
            default: break
            }
            if let callNames, callNames.mayHave(name) { guard note(name, value, callNames) else { return nil } }
        }
    }

    /// - Returns: false for what the ordinary way has to look at: a field twice, two models in one, or a key header without a
    ///   value.
    private mutating func note(_ name: String, _ value: String, _ names: CallFieldNames) -> Bool {
        if let model = names.model, name.isField(model) {
            guard Self.set(&proxyModel, value), !value.utf8.contains(UInt8(ascii: ",")) else { return false }
        }
        guard let rank = names.keys.firstIndex(where: { name.isField($0) }) else { return true }
        guard rank != keyRank, !KeyHeaders.isEmpty(value) else { return false }
        if rank < keyRank { (proxyKey, keyRank) = (value, rank) }
        return true
    }

    private static func set(_ field: inout String?, _ value: String) -> Bool {
        guard field == nil else { return false }
        field = value
        return true
    }

    /// In the two spellings that nearly all use.
    var isJSON: Bool { contentType == "application/json" || contentType?.hasPrefix("application/json;") ?? false }

    var isForm: Bool { contentType == "application/x-www-form-urlencoded" }

    /// The token of RFC 6750 §2.1, in the one spelling that nearly all use.
    var bearer: Substring? {
        guard let authorization, authorization.utf8.starts(with: "Bearer ".utf8) else { return nil }
        return authorization.dropFirst(7)
    }
}

/// What the settings call the fields with the key and the model of a proxied request.
struct CallFieldNames {
    let keys: [String]
    let model: String?
    /// A bit for each length that one of them has, as nearly no field is one of these.
    private let lengths: UInt64

    init(_ settings: ServiceSettings) {
        keys = settings.proxyKeyHeaders.names.map(\.canonicalName)
        model = settings.proxyModelHeader?.canonicalName
        lengths = (keys + (model.map { [$0] } ?? [])).reduce(0) { $0 | Self.bit($1) }
    }

    func mayHave(_ name: String) -> Bool { lengths & Self.bit(name) != 0 }

    private static func bit(_ name: String) -> UInt64 { 1 << UInt64(min(name.utf8.count, 63)) }
}

extension String {
    /// Whether a field's name is this one (RFC 9110 §5.1: in any case).
    fileprivate func isField(_ other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { left, right in
                left == right || (left ^ right == 0x20 && (0x61...0x7A).contains(left | 0x20))
            }
    }
}
