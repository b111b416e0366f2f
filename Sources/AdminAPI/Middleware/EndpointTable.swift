import HTTPTypes
import Wire

/// Finds the endpoints of a listener by method and path.
struct EndpointTable: Sendable {
    /// By path and then by method.
    private let routes: [String: [String: Endpoint]]
    private let ofEveryMethod: [String: Endpoint]
    private let templates: [(segments: [Substring], methods: [String])]

    init(_ endpoints: [Endpoint]) {
        routes = Dictionary(grouping: endpoints, by: \.routerPath).mapValues { endpoints in
            Dictionary(uniqueKeysWithValues: endpoints.map { ($0.method.rawValue, $0) })
        }
        ofEveryMethod = Dictionary(
            uniqueKeysWithValues: endpoints.filter(\.takesEveryMethod).map { ($0.path, $0) })
        templates = Dictionary(grouping: endpoints, by: \.path).map { path, endpoints in
            (segments: path.split(separator: "/"), methods: endpoints.map(\.method.rawValue).sorted())
        }
    }

    /// - Parameters:
    ///   - template: what the router matched.
    ///   - path: as it was sent.
    func find(_ method: HTTPRequest.Method, _ template: String?, path: String) -> Endpoint? {
        if let template, let found = routes[template]?[method == .head ? "GET" : method.rawValue] { return found }
        return ofEveryMethod[path]
    }

    /// What `Allow` says of a path; empty where there is nothing.
    func methods(at path: String) -> [String] {
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
