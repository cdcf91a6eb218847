/// The keys under `limits` of `boardbridge.yaml`.
enum LimitKeys {
    /// What `body` may be, for the service and for a form.
    static let bodyRange = 1 << 10...64 << 20
    private static let short = ScalarType<Duration>.duration(.milliseconds(100) ... .seconds(300))
    private static let long = ScalarType<Duration>.duration(.milliseconds(100) ... .seconds(3600))

    static let body = Key(
        "body", .size(bodyRange), "the largest body, 1KiB to 64MiB; a form may have its own [413]")
    static let head = Key(
        "head", .size(1 << 10...32 << 10),
        "the largest header block, 1KiB to 32KiB [431]; of it 8KiB for the target [414]")
    static let headFields = Key("head_fields", .integer(10...100), "the most header fields, 10 to 100 [431]")
    static let fields = Key(
        "fields", .integer(1...1000), "the most fields of a form and parts of a multipart body, 1 to 1000 [400]")
    static let buffered = Key(
        "buffered", .size(1 << 20...64 << 30),
        "what all requests that wait, for their rest or to be stored, and the deals made of them may hold together, 1MiB to 64GiB"
    )
    static let connections = Key(
        "connections", .integer(1...100_000), "the most connections at one time, 1 to 100000")
    static let connectionsPerClient = Key(
        "connections_per_client", .integer(1...100_000), "of them for one IPv4 address or IPv6 /64, 1 to 100000")
    static let headTime = Key("head_time", short, "for a header block to arrive, 100ms to 5m [408]")
    static let bodyTime = Key(
        "body_time", long,
        "for a whole request to arrive, and again for its answer to be made and to be taken whole, 100ms to 1h [408]")
    static let bodyRate = Key(
        "body_rate", .size(1...1 << 20),
        "the least of a body that has to come in a second, after its first 5 seconds, 1B to 1MiB [408]")
    static let idleTime = Key("idle_time", long, "between two requests on one connection, 100ms to 1h [closed]")
    static let writeTime = Key(
        "write_time", short, "for a client to take a next part of its answer, 100ms to 5m [closed]")
    static let shutdownTime = Key(
        "shutdown_time", .duration(.zero ... .seconds(3600)),
        "for what is under way to end after SIGTERM, 0s to 1h [closed]")

    static let shape = Shape(
        "limits with their values",
        [
            body, head, headFields, fields, buffered, connections, connectionsPerClient, headTime, bodyTime, bodyRate,
            idleTime, writeTime, shutdownTime,
        ])
}
