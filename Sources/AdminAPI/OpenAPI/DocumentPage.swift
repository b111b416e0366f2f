import Wire

/// The document as a page for people: one file, no script, nothing from outside.
struct DocumentPage {
    var html = ""

    static func text(issuer: String) -> String {
        var page = DocumentPage()
        page.begin(issuer)
        for tag in Tag.allCases { page.section(tag) }
        page.html += "</main></body></html>\n"
        return page.html
    }

    private mutating func begin(_ issuer: String) {
        html = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Keyhold API</title><style>\(Self.style)</style></head><body>
            <nav><h1>Keyhold</h1><p>\(keyholdVersion)</p>

            """
        for tag in Tag.allCases { html += "<a href=\"#\(Self.anchor(tag))\">\(Self.escape(tag.rawValue))</a>\n" }
        html += """
            <a href="\(Self.documentLink)">openapi.json</a></nav>
            <main><p class="lead">Everything that <code>\(Self.escape(issuer))</code> serves. The same as OpenAPI 3.1: \
            <a href="\(Self.documentLink)">openapi.json</a>.</p>

            """
        for paragraph in DocumentInformation.paragraphs { html += "<p>\(Self.prose(paragraph))</p>\n" }
    }

    private mutating func section(_ tag: Tag) {
        html += "<h2 id=\"\(Self.anchor(tag))\">\(Self.escape(tag.rawValue))</h2>\n"
        html += "<p>\(Self.escape(tag.description))</p>\n"
        for endpoint in Endpoint.allCases where endpoint.operation.tag == tag { operation(endpoint) }
    }

    private mutating func operation(_ endpoint: Endpoint) {
        let operation = endpoint.operation
        html += """
            <article id="\(operation.id)"><h3><b class="\(endpoint.method.rawValue)">\(endpoint.method.rawValue)</b> \
            <code>\(Self.escape(endpoint.path))</code>\(endpoint.takesEveryMethod ? " or any other method" : "")\
            \(operation.isDeprecated ? " <i>deprecated</i>" : "")</h3>
            <p><strong>\(Self.escape(operation.summary)).</strong> \(Self.prose(operation.description))</p>
            <p class="needs">\(Self.needs(endpoint.access))</p>

            """
        parameters(operation.parameters(of: endpoint))
        if let request = operation.request {
            example("Request", request.content)
        }
        for reply in operation.replies {
            html += "<p><b>\(reply.status)</b> \(Self.prose(reply.description))</p>\n"
            if let content = reply.content { example("Reply", content) }
        }
        refusals(operation, endpoint)
        html += "</article>\n"
    }

    private mutating func example(_ word: String, _ content: Content) {
        let text = if case .string(let text) = content.example { text } else { content.example.text }
        html += """
            <details><summary>\(word): \(Self.escape(content.schema.rawValue)), \
            \(Self.escape(content.mediaTypes[0]))</summary>\(Self.fields(of: content.schema))\
            <pre>\(Self.escape(text))</pre></details>

            """
    }

    private mutating func refusals(_ operation: OperationDescription, _ endpoint: Endpoint) {
        let refusals = RefusalReply.all(of: operation, at: endpoint)
        guard !refusals.isEmpty else { return }
        html += "<details><summary>Refusals</summary><dl>\n"
        for refusal in refusals { html += "<dt>\(refusal.status)</dt><dd>\(Self.prose(refusal.when))</dd>\n" }
        html += "</dl></details>\n"
    }

    private static func needs(_ access: Access) -> String {
        switch access {
        case .open: "Needs no credential."
        case .scope(let scope): "Needs an access token with the scope <code>\(scope.rawValue)</code>."
        case .apiKey: "Needs the API key that it is about."
        case .apiKeyOrScope(let scope):
            "Needs an API key, or an access token with the scope <code>\(scope.rawValue)</code>."
        case .clientCredential: "Needs the client's id and secret."
        }
    }

    /// Relative to the page, which may be served under a prefix that only a proxy knows.
    private static let documentLink = String(Endpoint.openAPI.path.dropFirst())

    private static func anchor(_ tag: Tag) -> String {
        tag.rawValue.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    }

    /// Text with its `code` between backticks and what is **strong** between asterisks.
    static func prose(_ text: String) -> String {
        marked(marked(escape(text), "`", "code"), "**", "strong")
    }

    private static func marked(_ text: String, _ mark: String, _ element: String) -> String {
        text.split(separator: mark, omittingEmptySubsequences: false).enumerated()
            .map { $0.offset % 2 == 1 ? "<\(element)>\($0.element)</\(element)>" : String($0.element) }.joined()
    }

    static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static let style = """
        :root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,sans-serif;display:flex;\
        background:Canvas;color:CanvasText}nav{position:sticky;top:0;height:100vh;box-sizing:border-box;\
        overflow:auto;padding:1rem 1.5rem;min-width:12rem;border-right:1px solid #8884}nav h1{margin:0}\
        nav p{margin:0 0 1rem;opacity:.7}nav a{display:block;padding:.15rem 0}main{padding:1rem 2rem 4rem;\
        max-width:56rem;min-width:0}article{border-top:1px solid #8884;padding:.5rem 0 1rem}h2{margin-top:3rem}\
        h3{font-weight:400;margin:.5rem 0}h3 b{font:600 .8rem ui-monospace,monospace;padding:.2rem .45rem;\
        border-radius:.3rem;color:#fff;background:#555}h3 b.GET{background:#1668a8}h3 b.POST{background:#1b7f4d}\
        h3 b.PATCH{background:#96610b}h3 b.DELETE{background:#b3261e}code,pre{font:.9em ui-monospace,monospace}\
        pre{background:#8881;padding:.8rem;overflow:auto;border-radius:.4rem}.needs{opacity:.75;margin:.2rem 0}\
        dt{float:left;clear:left;width:3rem;font-weight:600}dd{margin:0 0 .4rem 3.5rem}\
        .fields dt{float:none;width:auto;font-weight:400}.fields dd{margin-left:1.5rem;opacity:.85}\
        .fields i{opacity:.7}dl{margin:.5rem 0}details{margin:.3rem 0}\
        summary{cursor:pointer}@media(max-width:50rem){body{display:block}nav{position:static;height:auto;\
        border:0}main{padding:1rem}}
        """
}
