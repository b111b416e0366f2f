import Foundation

/// Finds what a request had where a refusal points.
enum GivenValue {
    /// What is never shown again, as it is a secret, or was sent for one.
    private static let hidden: Set<String> = [
        "api_key", "key", "secret", "client_secret", "access_token", "token", "authorization",
    ]

    /// - Parameters:
    ///   - path: as refusals name fields: `rotation_policy.grace_days`, `conditions[0].value`.
    ///   - body: JSON.
    /// - Returns: nil where there is nothing of that path, or no short text.
    static func find(_ path: String, in body: [UInt8]) -> String? {
        guard var here = try? JSONSerialization.jsonObject(with: Data(body)) else { return nil }
        var parent: [String: Any]?
        let steps = path.split { ".[]".contains($0) }.map(String.init)
        guard let last = steps.last, !hidden.contains(last.lowercased()) else { return nil }
        for step in steps {
            if let list = here as? [Any], let index = Int(step), list.indices.contains(index) {
                here = list[index]
            } else if let object = here as? [String: Any], let value = object[step] {
                (parent, here) = (object, value)
            } else {
                return nil
            }
        }
        guard let text = text(here) else { return nil }
        guard ["value", "excludes"].contains(last), let key = parent?["key"] as? String else { return text }
        return "\(key)=\(text)"
    }

    private static func text(_ value: Any) -> String? {
        let text: String?
        switch value {
        case let word as String: text = word
        case let words as [String]: text = words.joined(separator: ",")
        // A flag is a number, too, of the type "c".
        case let number as NSNumber where String(cString: number.objCType) != "c": text = number.stringValue
        default: text = nil
        }
        return text.flatMap { (1...200).contains($0.count) ? $0 : nil }
    }
}
