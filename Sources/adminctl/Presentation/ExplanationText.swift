import Foundation
import Wire

extension ExplainBody: Presentable {
    static var plural: String { "explanations" }
    static var columns: [Column<ExplainBody>] { fields }
    static var leavesOutEmptyFields: Bool { true }

    static var fields: [Column<ExplainBody>] {
        [
            Column("Key") { FieldText.optional($0.keyID) },
            Column("Organization") { FieldText.optional($0.organizationID) },
            Column("Team") { FieldText.optional($0.teamID) },
            Column("User") { FieldText.optional($0.userID) },
            Column("Reckoned as") { FieldText.optional($0.estimate.map(Self.words)) },
        ]
    }

    private static func words(_ estimate: ExplainedEstimateBody) -> String {
        "\(estimate.tokens) tokens, " + (estimate.cost.value.map { "$\($0.text)" } ?? "no price")
    }

    var identity: String { keyID ?? code }
}

extension Printer {
    /// People get a trace, programs the whole of it.
    func show(_ explanation: ExplainBody) throws {
        switch format {
        case .table, .wide:
            let trace = ExplanationText(isColoured: console.isColoured, isExact: format == .wide, now: now)
            try StandardOutput().write(try text(of: explanation) + trace.text(explanation))
        case .json, .yaml, .name: try StandardOutput().write(try text(of: explanation))
        }
    }
}

/// A decision as a trace: the checks in their order, then each policy and why it says what it says.
struct ExplanationText {
    var isColoured = false
    var isExact = false
    var now = Date()

    func text(_ explanation: ExplainBody) -> String {
        var lines = explanation.keyID == nil ? [] : [""]
        lines += ["Checks"] + explanation.checks.map { check($0, explanation.message) }
        if !explanation.policies.isEmpty { lines += ["", "Limits"] }
        lines += explanation.policies.flatMap(policy)
        lines += ["", verdict(explanation)]
        return lines.map { $0 + "\n" }.joined()
    }

    private func check(_ check: ExplainedCheckBody, _ message: String) -> String {
        let name = check.check.replacing("_", with: " ")
        let title = name + String(repeating: " ", count: max(0, Self.titleWidth - name.count))
        let words =
            switch check.outcome {
            case "passed": Self.meanings[check.check] ?? ""
            case "failed": message
            default: "not reached"
            }
        return "  \(mark(check.outcome)) \(title)  \(SafeText.withoutControls(words))"
    }

    private static let titleWidth = "usage limits".count

    /// What has passed, by check.
    private static let meanings = [
        "form": "It has the form of a key.",
        "known": "The key is known.",
        "live": "The key is neither deleted nor disabled.",
        "owner": "Its team or user, and its organization, are active.",
        "expiry": "The key has not expired.",
        "address": "It may be used from there.",
        "model": "It may be used for the model.",
        "rate_limits": "No rate limit refuses the call.",
        "usage_limits": "No budget refuses the call.",
    ]

    private func policy(_ policy: ExplainedPolicyBody) -> [String] {
        let kind = policy.kind == "rate_limit" ? "rate limit" : "budget"
        let name = SafeText.withoutControls(policy.name.value ?? policy.policyID)
        let mode = policy.mode == "shadow" ? ", in shadow mode" : ""
        var details = [policy.reason]
        if !["not_matched", "skipped"].contains(policy.outcome) {
            details.append(standing(policy))
            if let group = policy.group.value, !group.isEmpty { details.append("Counter: \(group)") }
        }
        if isExact { details.append("Id: \(policy.policyID)") }
        return ["  \(mark(policy.outcome)) \(name)  (\(kind)\(mode))"]
            + details.map { "      " + SafeText.withoutControls($0) }
    }

    private func standing(_ policy: ExplainedPolicyBody) -> String {
        let sign = policy.type == "cost" ? "$" : ""
        let rest = [("used", policy.used), ("held", policy.held), ("remaining", policy.remaining)]
        let words =
            "Limit \(PolicyText.amount(policy.limit, policy.type))"
            + rest.map { ", \($0) \(sign)\($1.text)" }.joined()
        let style = CellStyle(times: isExact ? .exact : .relative, now: now)
        let reset = Column<String?>.instant("") { $0 }
        // Of what nobody has used there is nothing to reset.
        let resetAt = policy.used.value + policy.held.value > 0 ? policy.resetAt.value : nil
        return words + (resetAt.map { ", resets \(style.text(reset, $0))" } ?? "") + "."
    }

    private func verdict(_ explanation: ExplainBody) -> String {
        let words = explanation.valid ? "passes" : "is refused (\(explanation.code))"
        let mark = mark(explanation.valid ? "passed" : "failed")
        return "\(mark) The call \(words): \(SafeText.withoutControls(explanation.message))"
    }

    private func mark(_ outcome: String) -> String {
        switch outcome {
        case "passed", "passes": paint("✓", .green)
        case "failed", "denies": paint("✗", .red)
        case "would_deny": paint("!", .yellow)
        default: "·"
        }
    }

    private func paint(_ text: String, _ colour: Colour) -> String { isColoured ? colour.paint(text) : text }
}
