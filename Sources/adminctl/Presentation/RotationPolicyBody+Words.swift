import Wire

extension RotationPolicyBody {
    /// `every 90 days, disabled 7 days after`.
    var words: String {
        let period = rotationPeriod ?? rotationPeriodDays.map { "every \($0) days" } ?? "once"
        guard onOverdue == "disable" else { return period }
        return period + ", disabled " + (graceDays.map { "\($0) days after" } ?? "after its grace")
    }
}
