import Wire

extension ModelPriceBody {
    /// `$0.15`, or `free` or `unpriced` where there is no amount to show.
    var inputWords: String { state == "priced" ? Self.dollars(input) : state }
    var outputWords: String { state == "priced" ? Self.dollars(output) : FieldText.nothing }
    var cachedInputWords: String { Self.dollars(cachedInput) }

    static func dollars(_ amount: DollarsBody?) -> String {
        amount.map { "$" + $0.text } ?? FieldText.nothing
    }

    /// The lines of a price by itself: dollars per million tokens, or per piece.
    static func fields<Row>(_ price: @escaping (Row) -> ModelPriceBody) -> [Column<Row>] {
        [
            Column("Price") { price($0).state == "priced" ? "per million tokens, in dollars" : price($0).state },
            Column("  input") { dollars(price($0).input) },
            Column("  cached input") { dollars(price($0).cachedInput) },
            Column("  cache write") { dollars(price($0).cacheWrite) },
            Column("  output") { dollars(price($0).output) },
            Column("  reasoning") { dollars(price($0).reasoning) },
            Column("Per image") { dollars(price($0).perImage) },
            Column("Per minute of audio") { dollars(price($0).perAudioMinute) },
            Column("Per request") { dollars(price($0).perRequest) },
            Column("Price pinned") { price($0).pinned == true ? "yes: imports leave it alone" : FieldText.nothing },
            .instant("Price since") { price($0).effectiveFrom },
        ]
    }
}
