extension Migration {
    /// The steps that this program was built with.
    public static let embedded: [Migration] = [
        Migration(version: 1, name: "spine", embedded: PackageResources.m0001_spine_sql)
    ]

    private init(version: Int, name: String, embedded bytes: [UInt8]) {
        self.init(version: version, name: name, sql: String(decoding: bytes, as: UTF8.self))
    }
}
