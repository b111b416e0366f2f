import SecretScan

extension ScanJudgement: Presentable {
    static var plural: String { "secrets" }

    static var columns: [Column<ScanJudgement>] {
        [
            Column("PLACE") { $0.place },
            Column("KIND") { $0.finding.secret.kind.words },
            Column("SECRET") { $0.finding.secret.masked },
            .state("STATE") { $0.state.rawValue },
            Column("NAME") { FieldText.optional($0.verdict.name) },
        ]
    }

    static var fields: [Column<ScanJudgement>] { columns }

    var identity: String { place }

    /// `path:line:column`, as editors take it; in git, the commit and the path, or the object.
    var place: String {
        switch finding.place {
        case .file(let path, let line, let column): return "\(path):\(line):\(column)"
        case .object(let object):
            guard let commit = object.commit else { return "\(object.type) \(object.object.prefix(12))" }
            return commit.prefix(12) + (object.path.map { ":" + $0 } ?? " (message)")
        }
    }

    enum CodingKeys: String, CodingKey {
        case kind, secret, state, name, path, line, column, repository, object, type, commit
        case keyID = "key_id"
        case clientID = "client_id"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(finding.secret.kind.wireName, forKey: .kind)
        try container.encode(finding.secret.masked, forKey: .secret)
        try container.encode(state.rawValue, forKey: .state)
        try container.encodeIfPresent(verdict.name, forKey: .name)
        try container.encodeIfPresent(verdict.keyID, forKey: .keyID)
        try container.encodeIfPresent(verdict.clientID, forKey: .clientID)
        switch finding.place {
        case .file(let path, let line, let column):
            try container.encode(path, forKey: .path)
            try container.encode(line, forKey: .line)
            try container.encode(column, forKey: .column)
        case .object(let object):
            try container.encode(object.repository, forKey: .repository)
            try container.encode(object.object, forKey: .object)
            try container.encode(object.type, forKey: .type)
            try container.encodeIfPresent(object.commit, forKey: .commit)
            try container.encodeIfPresent(object.path, forKey: .path)
        }
    }
}
