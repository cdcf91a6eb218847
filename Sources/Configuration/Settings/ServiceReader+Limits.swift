import Bridge

extension ServiceReader {
    /// The limits under `limits`, each with its default unless it is there.
    func limits(_ reader: inout MappingReader) -> LimitSettings {
        var limits = LimitSettings()
        guard var section = reader.section(ServiceKeys.limits) else { return limits }
        section.set(&limits.body, LimitKeys.body)
        section.set(&limits.head, LimitKeys.head)
        section.set(&limits.headFields, LimitKeys.headFields)
        section.set(&limits.fields, LimitKeys.fields)
        section.set(&limits.connections, LimitKeys.connections)
        section.set(&limits.connectionsPerClient, LimitKeys.connectionsPerClient)
        section.set(&limits.buffered, LimitKeys.buffered)
        section.set(&limits.bodyRate, LimitKeys.bodyRate)
        section.set(&limits.headTime, LimitKeys.headTime)
        section.set(&limits.bodyTime, LimitKeys.bodyTime)
        section.set(&limits.idleTime, LimitKeys.idleTime)
        section.set(&limits.writeTime, LimitKeys.writeTime)
        section.set(&limits.shutdownTime, LimitKeys.shutdownTime)
        section.finish()
        if limits.largestBody < limits.body {
            log.add("buffered is less than three times body, and could not hold one", at: section.place)
        }
        return limits
    }
}

extension LimitSettings {
    /// The largest body that ``buffered`` surely takes where nothing else waits: a buffer doubles as it grows, and holds a head and what one
    /// read brought besides.
    var largestBody: Int { buffered / 3 }
}
