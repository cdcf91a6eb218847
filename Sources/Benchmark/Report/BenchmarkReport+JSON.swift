internal import Wire

extension BenchmarkReport {
    /// The figures for a script: one object.
    public var json: [UInt8] {
        var writer = JSONWriter(capacity: 2048)
        writer.beginObject()
        writer.member("version", version)
        writer.member("quick", isQuick)
        writer.member("directory", directory)
        writer.member("directory_in_memory", disk.isInMemory)
        writer.member("processes", 1)
        writer.member("processors", processors)
        writer.member("loops", loops)
        writer.key("disk")
        writer.beginObject()
        writer.member("append_bytes", SyncRate.size)
        writer.member("syncs", disk.latency.count)
        writer.member("seconds", disk.seconds, places: 3)
        writer.member("syncs_per_second", disk.perSecond, places: 1)
        append(disk.latency, to: &writer)
        writer.member("cpu_seconds_per_10000", disk.processorSecondsPer10000, places: 4)
        writer.endObject()
        writer.key("intake")
        writer.beginArray()
        for entry in intake { append(entry, to: &writer) }
        writer.endArray()
        if let answering {
            writer.key("healthz")
            writer.beginObject()
            writer.member("connections", answering.connections)
            append(answering.load, "answers", to: &writer)
            writer.endObject()
        }
        if let delivery { append(delivery, to: &writer) }
        writer.endObject()
        return writer.bytes
    }

    private func append(_ intake: Intake, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("body", intake.sample.rawValue)
        writer.member("body_bytes", intake.sample.content.count)
        writer.member("connections", intake.connections)
        append(intake.load, "posts", to: &writer)
        writer.member("commits", intake.load.commits.count)
        append(intake.load.commits, "commit_ms", to: &writer)
        if let perCommit = intake.load.perCommit { writer.member("posts_per_sync", perCommit, places: 2) }
        writer.member("ratio_to_bare_syncs", ratio(intake), places: 3)
        writer.member("accepted", intake.load.answers)
        writer.member("stored", intake.stored)
        writer.endObject()
    }

    private func append(_ load: LoadOutcome, _ noun: String, to writer: inout JSONWriter) {
        writer.member("seconds", load.seconds, places: 3)
        writer.member(noun, load.counted)
        writer.member("\(noun)_per_second", load.perSecond, places: 1)
        append(load.latency, to: &writer)
        writer.member("cpu_seconds_per_10000", load.processorSecondsPer10000, places: 4)
        writer.member("generator_load", load.generatorLoad, places: 3)
        writer.member("memory_bytes", load.memory)
    }

    private func append(
        _ latency: LatencyHistogram, _ name: String = "latency_ms", to writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.beginObject()
        for (name, share) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)] {
            writer.member(name, Double(latency.percentile(share)) / 1e6, places: 4)
        }
        writer.member("max", Double(latency.longest) / 1e6, places: 4)
        writer.endObject()
    }

    private func append(_ delivery: Delivery, to writer: inout JSONWriter) {
        writer.key("delivery")
        writer.beginObject()
        writer.member("connections", delivery.connections)
        writer.member("submissions", delivery.submissions)
        writer.member("deals", delivery.deals)
        writer.member("seconds", delivery.seconds, places: 3)
        writer.member("deals_per_second", delivery.perSecond, places: 1)
        if let bare = delivery.barePerSecond, let ratio = delivery.ratioToBare {
            writer.member("bare_libcurl_deals_per_second", bare, places: 1)
            writer.member("ratio_to_bare_libcurl", ratio, places: 3)
        }
        if let ratio = delivery.ratioToBound {
            writer.member("crm_answer_seconds", delivery.answerTime, places: 3)
            writer.member("ratio_to_bound", ratio, places: 3)
        }
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    fileprivate mutating func member(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    fileprivate mutating func member(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }

    fileprivate mutating func member(_ name: String, _ value: Double, places: Int) {
        key(name)
        number(text: Figure.fixed(value, places))
    }
}
