import Wire

/// Whose keys are meant.
public enum KeyOwner: Sendable, Equatable {
    case team(String)
    /// The user that the calling client is bound to.
    case user

    /// The endpoint of this owner's kind, and its path for the owner and the key.
    func endpoint(_ ofTeam: Endpoint, _ ofUser: Endpoint, key: String? = nil) -> (Endpoint, path: String) {
        switch (self, key) {
        case (.team(let team), let key?): (ofTeam, ofTeam.path(team, key))
        case (.team(let team), nil): (ofTeam, ofTeam.path(team))
        case (.user, let key?): (ofUser, ofUser.path(key))
        case (.user, nil): (ofUser, ofUser.path)
        }
    }
}
