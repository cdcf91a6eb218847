import Mapping

/// Gathers what is wrong in all files of one reading.
final class ComplaintLog {
    private var seen: Set<Complaint> = []

    /// How many there are: a reader compares it before and after to know whether a part was sound.
    var count: Int { seen.count }

    /// Adds a complaint; the same one twice, as an alias makes it, counts once.
    func add(_ message: String, at place: Place) { seen.insert(Complaint(message, at: place)) }

    /// Adds complaints that another reader made.
    func add(_ complaints: some Sequence<Complaint>) { seen.formUnion(complaints) }

    /// All, by file, line and column.
    var sorted: [Complaint] {
        seen.sorted {
            ($0.place.file, $0.place.line, $0.place.column, $0.message)
                < ($1.place.file, $1.place.line, $1.place.column, $1.message)
        }
    }
}
