/// How the program ends: what scripts branch on.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 1
    case usage = 2
    case notFound = 3
    case unreachable = 4
    case denied = 5
}
