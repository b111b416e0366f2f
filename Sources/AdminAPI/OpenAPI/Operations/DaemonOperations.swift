enum DaemonOperations {
    static var health: OperationDescription {
        OperationDescription(
            id: "get-health", tag: .operations, summary: "Whether the process is alive",
            description: "For a supervisor: restart the daemon when this stays silent. It looks at nothing else.",
            replies: [.ok("Alive.", .health, OperationsExamples.status("ok"))])
    }

    static var readiness: OperationDescription {
        OperationDescription(
            id: "get-readiness", tag: .operations, summary: "Whether to send work here",
            description: """
                For a load balancer: take the daemon out while this is not 200. The database is tried with a write, \
                once a second at most, however often this is asked.
                """,
            replies: [
                .ok("Ready.", .readiness, OperationsExamples.status(Readiness.Status.ok.rawValue)),
                OperationReply(
                    status: 503, description: "Not ready; `status` says why.",
                    content: .json(.readiness, OperationsExamples.status(Readiness.Status.draining.rawValue)),
                    headers: [.retryAfter]),
            ])
    }

    static var metrics: OperationDescription {
        let text = Content(mediaTypes: ["text/plain"], schema: .metrics, example: OperationsExamples.metrics)
        return OperationDescription(
            id: "get-metrics", tag: .operations, summary: "Read the metrics",
            description: """
                For Prometheus: requests by route and status, how long they took, verdicts by code, live keys, commits \
                and how long writes waited for them.
                """,
            replies: [OperationReply(status: 200, description: "The metrics as they stand.", content: text)])
    }

    static var document: OperationDescription {
        OperationDescription(
            id: "get-openapi-document", tag: .operations, summary: "Read this document",
            description: "Describes everything that is served; `admind openapi` prints the same.",
            replies: [.ok("The document.", .document, OperationsExamples.document)])
    }

    static var page: OperationDescription {
        let page = Content(mediaTypes: ["text/html"], schema: .page, example: "<!doctype html>…")
        return OperationDescription(
            id: "get-docs", tag: .operations, summary: "Read this document as a page",
            description: "The same for people: one page that loads nothing from anywhere.",
            replies: [OperationReply(status: 200, description: "The page.", content: page)])
    }
}
