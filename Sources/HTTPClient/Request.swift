/// One HTTP request. The URL is absolute, `http` or `https`, and holds no user information.
public struct Request: Sendable {
    public var method: Method
    public var url: String
    public var headers: Headers
    public var body: [UInt8]?
    /// Asking twice does what asking once does, and answers the same. True of a GET; a caller who knows it of another
    /// request, as under an `Idempotency-Key`, says so.
    public var isRepeatable: Bool
    /// Told again and again how many bytes of the body are sent, on the thread that sends; from 0 again where the request
    /// is sent again.
    public var observeUpload: (@Sendable (_ sentBytes: Int) -> Void)?

    public init(_ method: Method, _ url: String, headers: Headers = [:], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        isRepeatable = method == .get
    }

    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        var takesBody: Bool { self == .post || self == .put || self == .patch }
    }
}
