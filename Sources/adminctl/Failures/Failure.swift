/// Why a command ends early: what failed, why, and what to try, in words for a person.
struct Failure: Error, Equatable {
    let status: ExitStatus
    let text: String

    init(_ status: ExitStatus, _ text: String) {
        self.status = status
        self.text = SafeText.readable(text, keepingLines: true)
    }
}
