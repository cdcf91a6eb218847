import Bridge

extension ServiceReader {
    /// The limits under `limits`, each with its default unless it is there.
    func limits(_ reader: inout MappingReader) -> LimitSettings {
        var limits = LimitSettings()
        guard var section = reader.section("limits", expecting: "limits with their values") else { return limits }
        let short = ScalarType<Duration>.duration(.milliseconds(100) ... .seconds(300))
        let long = ScalarType<Duration>.duration(.milliseconds(100) ... .seconds(3600))
        section.set(&limits.body, from: "body", .size(Self.bodyLimits))
        section.set(&limits.head, from: "head", .size(1 << 10...32 << 10))
        section.set(&limits.headFields, from: "head_fields", .integer(10...100))
        section.set(&limits.fields, from: "fields", .integer(1...1000))
        section.set(&limits.connections, from: "connections", .integer(1...100_000))
        section.set(&limits.connectionsPerClient, from: "connections_per_client", .integer(1...100_000))
        section.set(&limits.buffered, from: "buffered", .size(1 << 20...64 << 30))
        section.set(&limits.bodyRate, from: "body_rate", .size(1...1 << 20))
        section.set(&limits.headTime, from: "head_time", short)
        section.set(&limits.bodyTime, from: "body_time", long)
        section.set(&limits.idleTime, from: "idle_time", long)
        section.set(&limits.writeTime, from: "write_time", short)
        section.set(&limits.shutdownTime, from: "shutdown_time", .duration(.zero ... .seconds(3600)))
        section.finish()
        // The head is charged with its content, and memory comes in pages.
        if limits.buffered < limits.body + (64 << 10) {
            log.add(
                "buffered has to be 64KiB more than body at the least, to hold one with its head", at: section.place)
        }
        return limits
    }
}
