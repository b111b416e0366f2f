/// The words that a price may depend on: how a call was made, and of what size a piece is.
public enum PriceWord {
    /// In lower case, as providers write them either way; `nil` for what is none.
    public static func variant(_ text: String) -> String? { word(text.lowercased()) }

    /// In lower case, with sizes of pixels as `1024x1024`.
    public static func size(_ text: String) -> String? {
        word(text.lowercased().replacing("-x-", with: "x").replacing("*", with: "x"))
    }

    /// How calls are made that say nothing of it.
    public static func isUsual(_ variant: String) -> Bool { usual.contains(variant) }

    private static let usual: Set<String> = [
        "standard", "default", "auto", "on_demand", "standard_only", "unspecified",
    ]

    private static func word(_ text: String) -> String? {
        let bytes = text.utf8
        guard (1...64).contains(bytes.count), let first = bytes.first, isPlain(first),
            bytes.allSatisfy({ byte in
                isPlain(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "/")
            })
        else { return nil }
        return text
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
