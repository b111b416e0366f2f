enum RepriceSchemas {
    static var request: Schema {
        .request(
            "Which calls are to be reckoned again.",
            [
                .required("from", .instant("When the calls were: from this instant on.")),
                .required("to", .instant("Until this one, which is not in it.")),
                .optional("model", .text("The model that answered, by name or id; absent: any.", length: 1...255)),
                .optional("priced", .flag("Whether to reckon calls that had a price again, too.").absent(means: false)),
                .optional("dry_run", .flag("Whether only to say what would be done.").absent(means: false)),
                .optional("after", .id("The `last_id` of the reply before, where there is more.")),
            ])
    }

    static var totals: Schema {
        let counts = [
            "rows", "input_tokens", "cached_input_tokens", "output_tokens", "reasoning_tokens", "requests", "unpriced",
        ]
        return .reply(
            "Sums over rows, corrections included.",
            counts.map { .required($0, Schema("integer", "Over all rows.", [.init("format", "int64")])) }
                + [.required("cost", Schema("number", "Dollars: what all of them cost, as far as it is known."))])
    }

    static var reply: Schema {
        .reply(
            "What was reckoned again, in one piece.",
            [
                .object("usage_repricing"), .required("dry_run", .flag("Whether nothing was written.")),
                .required("examined", .integer("Calls that were looked at.", 0...Int64.max)),
                .required("repriced", .integer("Those that cost something else now.", 0...Int64.max)),
                .required("unpriced", .integer("Those that still nobody can tell the cost of.", 0...Int64.max)),
                .required("cost", Schema("number", "Dollars: by how much all of them cost more.")),
                .required("has_more", .flag("Whether there are more of them, after `last_id`.")),
                .required("last_id", Schema.id("The last that was looked at.").orNull),
            ])
    }
}
