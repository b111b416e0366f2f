#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a child finds in its environment.
public enum ChildEnvironment {
    /// Of this process.
    public static var own: [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            next += 1
            guard let sign = text.firstIndex(of: "=") else { continue }
            variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
        }
        return variables
    }

    /// The person's language, place and terminal, and nothing that could be a credential.
    /// - Parameters:
    ///   - names: what this child needs besides.
    ///   - prefixes: `LESS` allows `LESSCHARSET`.
    public static func allowing(
        _ names: Set<String> = [], prefixes: [String] = [], of variables: [String: String]
    ) -> [String: String] {
        let all = common.union(names)
        let allowed = variables.filter { name, _ in
            all.contains(name) || (["LC_"] + prefixes).contains { name.hasPrefix($0) }
        }
        return withPlainPath(allowed)
    }

    /// For a program that the operator has named to get a secret: it has to show who it is itself, by `AWS_…` or
    /// `VAULT_…` or whatever its kind takes, of which there is no list. Only what is Keyhold's own stays behind.
    public static func withoutKeyhold(_ variables: [String: String]) -> [String: String] {
        withPlainPath(variables.filter { name, _ in !name.uppercased().hasPrefix("KEYHOLD_") })
    }

    private static func withPlainPath(_ variables: [String: String]) -> [String: String] {
        var variables = variables
        // The child looks programs up, too.
        variables["PATH"] = ProgramPath.places(variables["PATH"]).joined(separator: ":")
        return variables
    }

    private static let common: Set<String> = [
        "HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "TERM", "TMPDIR", "TZ", "USER",
    ]
}
