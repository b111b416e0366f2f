import ArgumentParser

/// What standard output is for: a person, a program, or a pipe of ids.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, wide, json, yaml, name
}
