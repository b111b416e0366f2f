enum OperationsSchemas {
    static var health: Schema {
        status("That the process is alive.", .constant("ok", "Always `ok`: a dead process says nothing."))
    }

    static var readiness: Schema {
        status(
            "Whether to send this process work.",
            .word(
                of: Readiness.Status.self,
                """
                `draining`: it was told to stop and finishes what it has. `not_writable`: the database takes no \
                change; see the log, and the free space of the data directory.
                """))
    }

    static var metrics: Schema {
        .text("The text format of Prometheus, version 0.0.4. No label ever holds a tenant's data.")
    }

    static var document: Schema {
        .reply(
            "An OpenAPI 3.1 document.",
            [
                .required(
                    "openapi", .text("The version of OpenAPI that the document is written in.", pattern: "^3\\.1\\.")),
                .required("info", Schema("object", "What the document is about.")),
                .required("paths", Schema("object", "The operations by path and method.")),
                .required("servers", .list(of: Schema("object", "A server."), "Where this is served.")),
                .required("tags", .list(of: Schema("object", "A group."), "How the operations are grouped.")),
                .required("components", Schema("object", "What the operations refer to.")),
            ])
    }

    private static func status(_ description: String, _ word: Schema) -> Schema {
        .reply(
            description,
            [
                .required("status", word),
                .required("version", .text("The version of the daemon (Semantic Versioning 2.0).")),
            ])
    }
}
