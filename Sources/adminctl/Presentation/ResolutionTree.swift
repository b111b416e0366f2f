import Wire

extension ModelResolutionBody: Presentable {
    static var plural: String { "resolutions" }
    static var columns: [Column<ModelResolutionBody>] { fields }
    static var fields: [Column<ModelResolutionBody>] { [Column("Model") { $0.model.name }] }

    /// What a call tries, in order.
    var identities: [String] { ([model] + fallbacks).filter(\.usable).map(\.id) }
    var identity: String { model.id }
}

extension Printer {
    /// People get a tree, programs the whole of it.
    func show(_ resolution: ModelResolutionBody) throws {
        switch format {
        case .table, .wide:
            try StandardOutput().write(ResolutionTree(resolution, isColoured: console.isColoured).text)
        case .json, .yaml, .name: try StandardOutput().write(try text(of: resolution))
        }
    }
}

/// The chain of a model as a tree: under each model what its list brings in, numbered in the order in which a call tries
/// them.
struct ResolutionTree {
    private let resolution: ModelResolutionBody
    private let isColoured: Bool
    private var positions: [String: Int] = [:]

    init(_ resolution: ModelResolutionBody, isColoured: Bool) {
        self.resolution = resolution
        self.isColoured = isColoured
        for model in resolution.fallbacks where model.usable { positions[model.id] = positions.count + 1 }
    }

    var text: String {
        let root = resolution.model
        var lines = [(root.usable ? "" : "✗ ") + Self.words(root)]
        lines += notes(root, margin: hasFallbacks(root) ? "│ " : "  ")
        lines += branches(of: root, margin: "")
        if resolution.fallbacks.isEmpty { lines.append("Nothing takes over for it.") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func branches(of model: ResolvedModelBody, margin: String) -> [String] {
        let children = children(of: model)
        return children.enumerated().flatMap { index, child -> [String] in
            let isLast = index == children.count - 1
            let under = margin + (isLast ? "   " : "│  ")
            let place = positions[child.id].map { "\($0). " } ?? paint("✗ ", .red)
            let line = margin + (isLast ? "└─ " : "├─ ") + place + Self.words(child)
            return [line + (child.teamList ? "  (the team’s list)" : "")]
                + notes(child, margin: under + (hasFallbacks(child) ? "│ " : "  "))
                + branches(of: child, margin: under)
        }
    }

    private func notes(_ model: ResolvedModelBody, margin: String) -> [String] {
        model.warnings.map { warning in
            margin + paint("! " + SafeText.withoutControls(warning.message), model.usable ? .yellow : .red)
        }
    }

    private func children(of model: ResolvedModelBody) -> [ResolvedModelBody] {
        resolution.fallbacks.filter { $0.via.value == model.id }
    }

    private func hasFallbacks(_ model: ResolvedModelBody) -> Bool { !children(of: model).isEmpty }

    private func paint(_ text: String, _ colour: Colour) -> String { isColoured ? colour.paint(text) : text }

    private static func words(_ model: ResolvedModelBody) -> String {
        SafeText.withoutControls("\(model.name)  \(model.provider)")
    }
}
