import Domain
import HTTPTypes
import Hummingbird
import Wire

/// | method | path | credential |
/// |---|---|---|
/// | GET | /v1/models, /v1/models/{model} | an API key, or models.read |
///
/// In the shape of the OpenAI API, so that its SDKs read it.
struct UsableModelRoutes: Sendable {
    let service: AdminService

    func list(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let user = try user(request)
        return JSONReply.make(
            UsableModelListBody(data: service.usableModels(user).map(\.usableBody)), headers: user.headers)
    }

    func get(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let user = try user(request)
        return JSONReply.make(try service.usableModel(request.model, user).usableBody, headers: user.headers)
    }

    private func user(_ request: RouteRequest) throws(AdminError) -> ModelUser {
        let caller = try HolderCredential.caller(of: request, service)
        let user = try service.modelUser(
            caller, organization: request.request.headers[.organization], origin: request.origin)
        _ = try request.query()
        return user
    }
}

extension ModelUser {
    fileprivate var headers: HTTPFields { outgoing?.headers ?? HTTPFields() }
}
