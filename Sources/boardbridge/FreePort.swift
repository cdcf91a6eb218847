internal import Listener
internal import Telemetry

/// Finds a port of the loopback that nothing listens on.
enum FreePort {
    /// The preferred one if it is free.
    static func find(preferring port: Int) throws -> Int {
        for candidate in port > 0 ? [port, 0] : [0] {
            if let found = try? probe(candidate) { return found }
        }
        throw Failure("no port of 127.0.0.1 is free")
    }

    private static func probe(_ port: Int) throws -> Int {
        try Listener.probe(.tcp(host: "127.0.0.1", port: port))
    }
}
