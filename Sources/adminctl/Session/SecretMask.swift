/// Takes secrets out of a body: by their form, and by the names of the fields that hold them, as what somebody sends
/// there by mistake need not have the form.
enum SecretMask {
    static func body(_ text: String) -> String {
        let fields = /"(api_key|key|secret|client_secret|access_token|token)"(\s*:\s*)"((?:[^"\\]|\\.)*)/
        let named = text.replacing(fields) { "\"\($0.output.1)\"\($0.output.2)\"" + masked(String($0.output.3)) }
        let form = named.replacing(/(^|&)((?:client_secret|token)=)[^&\s]*/) { "\($0.output.1)\($0.output.2)•••" }
        return SafeText.withoutSecrets(form)
    }

    /// What the server has masked stays: it tells two keys apart.
    private static func masked(_ value: String) -> String {
        if value.wholeMatch(of: /kh[kas]_….{1,4}/) != nil { return value }
        return (value.firstMatch(of: /^kh[kas]_/).map { String($0.output) } ?? "") + "•••"
    }
}
