/// The configuration's time limits in milliseconds, worked out once: a loop needs them for every request.
struct Patience {
    let headTimeout: Int64
    let requestTimeout: Int64
    let writeTimeout: Int64
    let idleTimeout: Int64
    let contentGrace: Int64

    init(_ configuration: ListenerConfiguration) {
        headTimeout = configuration.headTimeout.wholeMilliseconds
        requestTimeout = configuration.requestTimeout.wholeMilliseconds
        writeTimeout = configuration.writeTimeout.wholeMilliseconds
        idleTimeout = configuration.idleTimeout.wholeMilliseconds
        contentGrace = configuration.contentGrace.wholeMilliseconds
    }
}
