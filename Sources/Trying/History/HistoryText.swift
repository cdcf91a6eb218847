internal import Outbox
internal import Wire

extension History {
    /// What would change, for a person: at most 80 columns but for long values.
    ///
    /// - Parameter visible: makes a stranger's text safe to show.
    public func text(visible: (String) -> String) -> String {
        guard count > 0, let span else { return "\(form): no submission is stored" }
        var lines = ["\(form): \(count) submission\(count == 1 ? "" : "s"), \(span.lowerBound) to \(span.upperBound)"]
        for (number, words) in [
            (same, "come out as they did"), (different, "make another deal"),
            (newlyMapped, "make a deal now, and made none"),
            (newlyUnmapped, "make no deal any more"), (otherReasons, "make no deal, for another reason than before"),
            (unknown, "cannot be compared: the store does not say what was made of them"),
        ] where number > 0 {
            lines.append("  \(Self.right(number))  \(words)")
        }
        for change in changes {
            lines += ["", "  \(change.target) changes in \(change.count):"]
            for example in change.examples {
                lines.append("    - " + (example.before.map(visible) ?? "(not sent)"))
                // Masked alike, they are not the same all the same.
                let hint = example.before == example.after ? "  (they differ in what is masked)" : ""
                lines.append("    + " + (example.after.map(visible) ?? "(not sent)") + "   \(example.id)" + hint)
            }
        }
        if !reasons.isEmpty {
            lines += ["", "  what is wrong with those that make no deal any more:"]
            for reason in reasons {
                lines.append("  \(Self.right(reason.count))  \(visible(reason.text))   \(reason.first)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The same as one JSON object.
    public var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("form")
        writer.string(form)
        for (key, number) in [
            ("submissions", count), ("same", same), ("different", different), ("newly_mapped", newlyMapped),
            ("newly_unmapped", newlyUnmapped), ("other_reasons", otherReasons), ("unknown", unknown),
        ] {
            writer.key(key)
            writer.integer(Int64(number))
        }
        writer.key("changes")
        writer.beginArray()
        for change in changes {
            writer.beginObject()
            writer.key("target")
            writer.string(change.target)
            writer.key("count")
            writer.integer(Int64(change.count))
            writer.key("examples")
            writer.beginArray()
            for example in change.examples {
                writer.beginObject()
                for (key, value) in [
                    ("id", example.id.description), ("before", example.before), ("after", example.after),
                ] {
                    guard let value else { continue }
                    writer.key(key)
                    writer.string(value)
                }
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.key("reasons")
        writer.beginArray()
        for reason in reasons {
            writer.beginObject()
            writer.key("message")
            writer.string(reason.text)
            writer.key("count")
            writer.integer(Int64(reason.count))
            writer.key("id")
            writer.string(reason.first.description)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.text
    }

    private static func right(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(0, 6 - digits.count)) + digits
    }
}
