import Foundation
import HTTPClient
import Wire

/// JSON in and out, with failures that name the field and never quote what stood in it.
enum Codec {
    static func encode(_ body: some Encodable) -> [UInt8] {
        // Request bodies hold strings, numbers, flags, lists and maps of those: nothing that JSON cannot say.
        guard let data = try? JSONEncoder().encode(body) else { preconditionFailure("\(type(of: body)) has no JSON") }
        return Array(data)
    }

    static func decode<Reply: Decodable>(
        _ type: Reply.Type, from response: Response
    ) throws(AdminClientError) -> Reply {
        do {
            return try JSONDecoder().decode(type, from: Data(response.body))
        } catch {
            throw undecodable(response, problem: problem(error))
        }
    }

    /// What a refusal by `/v1` says.
    static func failure(in response: Response, to sent: [UInt8]? = nil) -> AdminClientError {
        guard let body = try? JSONDecoder().decode(ErrorBody.self, from: Data(response.body)) else {
            return undecodable(response, problem: "the refusal is not one of Keyhold's")
        }
        var failure = APIFailure(
            status: response.status, code: body.error.code, message: body.error.message,
            param: body.error.param.value, requestID: body.error.requestID,
            retryAfterSeconds: response.retryAfterSeconds, problems: body.error.problems ?? [])
        failure.given = body.error.param.value.flatMap { param in sent.flatMap { GivenValue.find(param, in: $0) } }
        return .api(failure)
    }

    /// What a refusal by `/oauth2` says.
    static func oauthFailure(in response: Response) -> AdminClientError {
        guard let body = try? JSONDecoder().decode(OAuthErrorBody.self, from: Data(response.body)) else {
            return failure(in: response)
        }
        return .oauth(
            OAuthFailure(
                status: response.status, error: body.error, description: body.errorDescription,
                requestID: response.headers["X-Request-Id"], retryAfterSeconds: response.retryAfterSeconds))
    }

    static func undecodable(_ response: Response, problem: String) -> AdminClientError {
        let requestID = response.headers["X-Request-Id"]
        return .undecodable(UndecodableReply(status: response.status, problem: problem, requestID: requestID))
    }

    private static func problem(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "“\(key.stringValue)” is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "“\(context.codingPath.map(\.stringValue).joined(separator: "."))” has another type than expected"
        default: "it is not the JSON that was expected"
        }
    }
}
