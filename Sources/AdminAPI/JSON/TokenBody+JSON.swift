import Wire

extension TokenBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("access_token", accessToken)
            json.add("expires_in", expiresIn)
            json.add("scope", scope)
            json.add("token_type", tokenType)
        }
    }
}
