/// Names a key to the person who is asked about it.
struct KeyQuestion {
    let key: String
    let owner: KeyOwnerOptions

    func text(_ verb: String, _ session: Session) throws -> String {
        let found = try session.client.getKey(key, of: try owner.resolve(session))
        return "\(verb) the key “\(found.name)” (\(found.id))?"
    }
}
