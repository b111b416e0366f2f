import HTTPTypes
import Wire

/// Finds endpoints by method and path.
enum EndpointTable {
    private static let byRoute = Dictionary(
        uniqueKeysWithValues: Endpoint.allCases.map { ("\($0.method.rawValue) \($0.path)", $0) })
    private static let templates = Dictionary(grouping: Endpoint.allCases, by: \.path).map { path, endpoints in
        (segments: path.split(separator: "/"), methods: endpoints.map(\.method.rawValue).sorted())
    }

    /// - Parameter path: the template that the router matched.
    static func find(_ method: HTTPRequest.Method, _ path: String?) -> Endpoint? {
        guard let path else { return nil }
        return byRoute["\(method == .head ? "GET" : method.rawValue) \(path)"]
    }

    /// What `Allow` says of a path; empty where there is nothing.
    static func methods(at path: String) -> [String] {
        let segments = path.split(separator: "/")
        let matching = templates.filter { template in
            template.segments.count == segments.count
                && zip(template.segments, segments).allSatisfy { $0.first == "{" || $0 == $1 }
        }
        // As the router does it: `/rotate_all` is a path of its own, not a key with a strange id.
        let closest = matching.min { left, right in
            left.segments.count { $0.first == "{" } < right.segments.count { $0.first == "{" }
        }
        var methods = Set(closest?.methods ?? [])
        if methods.contains("GET") { methods.insert("HEAD") }
        return methods.sorted()
    }
}
