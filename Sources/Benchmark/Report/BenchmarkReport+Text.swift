extension BenchmarkReport {
    /// The figures for a person.
    public var text: String {
        var parts = [
            "BoardBridge \(version): \(Figure.count(processors, "processor")), \(Figure.count(loops, "event loop")), the store in \(directory)",
            notes.joined(separator: "\n"), diskText,
        ]
        if !intake.isEmpty { parts.append(intakeText) }
        if let delivery { parts.append(text(of: delivery)) }
        if !intake.isEmpty { parts.append(checkedText) }
        return parts.joined(separator: "\n\n")
    }

    private var diskText: String {
        """
        The disk alone: append \(SyncRate.size) bytes and sync them, again and again
          \(Figure.grouped(disk.perSecond)) syncs/s, p50 \(Figure.milliseconds(disk.latency.percentile(0.5))) ms, \
        p99 \(Figure.milliseconds(disk.latency.percentile(0.99))) ms; \
        \(Figure.fixed(disk.processorSecondsPer10000, 3)) CPU s for 10,000
        """
    }

    private var intakeText: String {
        var table = TextTable([
            "Intake", "connections", "answers/s", "p50 ms", "p90 ms", "p99 ms", "max ms", "CPU s/10,000", "memory",
            "posts/sync", "commit p99 ms", "× bare syncs",
        ])
        for entry in intake {
            table.add(
                cells(
                    "\(entry.sample.rawValue), \(Figure.grouped(entry.sample.content.count)) bytes", entry.connections,
                    entry.load) + [
                        entry.load.perCommit.map { Figure.fixed($0, 1) } ?? "-",
                        Figure.milliseconds(entry.load.commits.percentile(0.99)), Figure.fixed(ratio(entry), 1),
                    ])
        }
        if let answering {
            table.add(cells("/healthz, nothing stored", answering.connections, answering.load) + ["-", "-", "-"])
        }
        return table.text
    }

    private func cells(_ name: String, _ connections: Int, _ load: LoadOutcome) -> [String] {
        [name, Figure.grouped(connections), Figure.grouped(load.perSecond)]
            + [0.5, 0.9, 0.99].map { Figure.milliseconds(load.latency.percentile($0)) }
            + [
                Figure.milliseconds(load.latency.longest), Figure.fixed(load.processorSecondsPer10000, 3),
                Figure.megabytes(load.memory),
            ]
    }

    private func text(of delivery: Delivery) -> String {
        var text = """
            Delivery: \(Figure.grouped(delivery.deals)) deals in \(Figure.fixed(delivery.seconds, 2)) s over \
            \(Figure.count(delivery.connections, "connection")): \(Figure.grouped(delivery.perSecond)) deals/s
            """
        if let bare = delivery.barePerSecond, let ratio = delivery.ratioToBare {
            text += """
                \n  a bare loop around libcurl, which keeps nothing, makes \(Figure.grouped(bare)) deals/s on such a CRM: \
                \(Figure.fixed(ratio, 2)) of it
                """
        }
        if let ratio = delivery.ratioToBound {
            text +=
                "\n  the CRM takes \(Figure.fixed(delivery.answerTime * 1000, 0)) ms for an answer: \(Figure.fixed(ratio, 3)) of what that allows"
        }
        return text
    }

    private var checkedText: String {
        let stored = intake.reduce(0) { $0 + $1.stored }
        var text =
            "Checked: each post was answered 200 and accepted, and each of the \(Figure.grouped(stored)) accepted ones stands in its store"
        if let delivery {
            text += "; each of \(Figure.grouped(delivery.submissions)) stored ones became exactly one deal"
        }
        return text + "."
    }
}
