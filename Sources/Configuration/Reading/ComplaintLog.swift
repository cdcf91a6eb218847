import Mapping

/// Gathers what is wrong in all files of one reading.
final class ComplaintLog {
    private var seen: Set<Complaint> = []
    /// Values that came from outside, each with what the file has in its place.
    private var outside: [String: String] = [:]

    /// How many there are: a reader compares it before and after to know whether a part was sound.
    var count: Int { seen.count }

    /// Remembers a value that came from outside, so that no complaint shows it, whoever makes it.
    func conceal(_ value: String, writtenAs written: String) {
        if !value.isEmpty { outside[value] = written }
    }

    /// Adds a complaint; the same one twice, as an alias makes it, counts once.
    func add(_ message: String, at place: Place) { seen.insert(Complaint(message, at: place)) }

    /// Adds complaints that another reader made.
    func add(_ complaints: some Sequence<Complaint>) { seen.formUnion(complaints) }

    /// All, by file, line and column.
    var sorted: [Complaint] {
        Set(seen.map(concealing)).sorted {
            ($0.place.file, $0.place.line, $0.place.column, $0.message)
                < ($1.place.file, $1.place.line, $1.place.column, $1.message)
        }
    }

    private func concealing(_ complaint: Complaint) -> Complaint {
        var message = complaint.message
        for (value, written) in outside {
            message.replace("'\(value)'", with: "'\(written)'")
            // A short value may well be a part of a word that has nothing to do with it.
            if value.utf8.count >= 8 { message.replace(value, with: written) }
        }
        return Complaint(message, at: complaint.place)
    }
}
