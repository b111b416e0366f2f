enum ListSchemas {
    /// One page in an envelope.
    static func page(
        of item: DocumentSchema, _ noun: String, ids: String = "ids", order: String = "oldest first", more: [Field] = []
    ) -> Schema {
        .reply(
            "One page of \(noun), \(order).",
            [
                .object("list"),
                .required("data", .list(of: .reference(item), "The \(noun) of this page.", count: 0...1000)),
                .required(
                    "has_more", .flag("Whether there are more after these. If so, ask with `after` = `last_id`.")),
                .required("first_id", .id("The first of this page's \(ids); null where the page is empty.").orNull),
                .required("last_id", .id("The last of this page's \(ids); null where the page is empty.").orNull),
            ] + more)
    }

    /// One page of what a search finds, with how many it finds in all.
    static func found(_ item: DocumentSchema, _ noun: String) -> Schema {
        page(
            of: item, noun, order: "in the order that was asked for",
            more: [.required("total", .integer("How many \(noun) the search finds in all.", 0...1_000_000_000))])
    }

    /// One page of what is told apart by numbers.
    static func numberedPage(of item: DocumentSchema, _ noun: String, numbers: String) -> Schema {
        .reply(
            "One page of \(noun), oldest first.",
            [
                .object("list"),
                .required("data", .list(of: .reference(item), "The \(noun) of this page.", count: 0...1000)),
                .required(
                    "has_more", .flag("Whether there are more after these. If so, ask with `after` = `last_id`.")),
                .required("first_id", .text("The first of this page's \(numbers); null where it is empty.").orNull),
                .required("last_id", .text("The last of this page's \(numbers); null where it is empty.").orNull),
            ])
    }

    /// One page as a bare array; what follows is in the `Link` header.
    static func plain(of item: DocumentSchema, _ noun: String) -> Schema {
        .list(of: .reference(item), "One page of \(noun), oldest first.", count: 0...1000)
    }
}
