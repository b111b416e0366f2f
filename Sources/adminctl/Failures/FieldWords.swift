import AdminClient
import ArgumentParser

/// Says of a field of the API what it is called on the command line that was typed.
struct FieldWords {
    /// Names of options and of arguments, as help has them: `--expires`, `<name>`.
    private let known: Set<String>

    /// - Parameter help: a command's; each option and argument begins a line of it.
    init(help: String = "") {
        let names = help.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^  (?:-[a-z], )?(--[a-z][a-z-]*|<[a-z][a-z -]*>)/)?.output.1
        }
        known = Set(names.map(String.init))
    }

    /// Where the option is not the field's name with dashes.
    private static let names: [String: [String]] = [
        "expiration_date": ["--expires"], "transition_seconds": ["--transition", "--until"], "ends_at": ["--until"],
        "expires_at": ["--until"], "allowed_models": ["--model"], "allowed_addresses": ["--address"],
        "conditions": ["--when"], "group_by": ["--per"], "credit_limit": ["--limit"], "value": ["--limit"],
        "periodic_reset": ["--reset"], "periodic_reset_days": ["--reset"], "next_usage_reset_at": ["--first-reset"],
        "alert_threshold": ["--alert-at"], "rotation_policy": ["--rotate"], "next_rotation_at": ["--rotate-at"],
        "rotation_period": ["--rotate"], "rotation_period_days": ["--rotate"], "scopes": ["--scope"],
        "user_id": ["--user", "<user>"], "team_id": ["--team", "<team>"], "key_id": ["--key", "<key>"],
        "max_lifetime_seconds": ["--max-key-lifetime"], "max_keys_per_owner": ["--max-keys-per-owner"],
        "effective_from": ["--price-from"], "occurred_at": ["--at"], "aliases": ["--alias"],
        "capabilities": ["--capability"], "enabled": ["--enable"], "sort": ["--order"],
        "models": ["--model", "<models>"],
        "credit": ["--limit"], "after": ["--limit"],
    ]

    /// What the field of a path is called here: its last part that is known, else its first.
    func option(_ path: String) -> String? {
        let parts = path.split { ".[]".contains($0) }.map(String.init).filter { Int($0) == nil }
        if parts.first == "conditions", parts.last == "excludes", known.contains("--unless") { return "--unless" }
        let price = parts.first == "price" ? parts.dropFirst().first.map { "--price-" + Self.dashed($0) } : nil
        if let price, known.contains(price) { return price }
        // Of a list's items it is the list that has an option.
        let order = path.contains("[") ? [parts.first, parts.last] : [parts.last, parts.first]
        for part in order.compactMap(\.self) {
            let candidates = (Self.names[part] ?? []) + ["--" + Self.dashed(part), "<\(Self.dashed(part))>"]
            if let option = candidates.first(where: known.contains) { return option }
        }
        return nil
    }

    /// The message of a refusal with the option, and what was given, in the place of the field.
    func sentence(_ failure: APIFailure) -> String {
        guard let param = failure.param, let option = option(param) else {
            return others(failure.message)
        }
        let isSpan = param.hasSuffix("_seconds")
        let given = failure.given.map { isSpan ? SpanText.text(seconds: $0) : $0 }
        let named = given.map { option == "<name>" ? "<name> “\($0)”" : "\(option) \($0)" } ?? option
        let last = param.split(separator: ".").last.map(String.init) ?? param
        var message = failure.message
        if let place = [param, last].lazy.compactMap({ Self.place(of: $0, in: message) }).first {
            message.replaceSubrange(place, with: named)
        } else {
            let end = message.last == "." ? message.removeLast() : nil
            message += " (\(named))" + (end.map(String.init) ?? "")
        }
        if isSpan { message = message.replacing(/[0-9]{2,}(?![a-z])/) { SpanText.text(seconds: String($0.output)) } }
        return others(message)
    }

    /// Fields that a sentence names beside the one at fault.
    private func others(_ message: String) -> String {
        message.replacing(/\b[a-z]+(?:_[a-z]+)+\b/) { option(String($0.output)) ?? String($0.output) }
    }

    /// A field that is a word of English means itself only where the sentence begins with it.
    private static func place(of field: String, in message: String) -> Range<String.Index>? {
        guard let place = message.firstRange(of: field) else { return nil }
        let isWord = field.allSatisfy(\.isLetter)
        return isWord && (place.lowerBound != message.startIndex || message[place.upperBound...].first != " ")
            ? nil : place
    }

    private static func dashed(_ field: String) -> String { field.replacing("_", with: "-") }
}

/// Seconds as options take them.
enum SpanText {
    /// - Returns: `30d` of `2592000`, in the longest unit that says it exactly; what is no number is given back.
    static func text(seconds text: String) -> String {
        guard let seconds = Int64(text), seconds > 0 else { return text }
        let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "m")]
        let unit = units.first { seconds.isMultiple(of: $0.0) } ?? (1, "s")
        return "\(seconds / unit.0)\(unit.1)"
    }
}
