/// What can be printed in every format.
protocol Presentable: Encodable {
    /// What a list of them is called: `teams`.
    static var plural: String { get }
    /// The columns of a list, the most telling first: a terminal that is too narrow for all goes without the last.
    static var columns: [Column<Self>] { get }
    /// The lines of one of them by itself.
    static var fields: [Column<Self>] { get }
    /// By itself it is printed without the lines that have nothing to say.
    static var leavesOutEmptyFields: Bool { get }
    /// What a script passes on to the next command.
    var identity: String { get }
    /// Where one thing stands for several: a line each.
    var identities: [String] { get }
}

extension Presentable {
    var identities: [String] { [identity] }

    var identityLines: String { identities.map { SafeText.withoutControls($0) + "\n" }.joined() }

    static var leavesOutEmptyFields: Bool { false }
}
