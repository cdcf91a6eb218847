import Mapping

/// Gathers what is wrong in all files of one reading.
final class ComplaintLog {
    private var seen: Set<Complaint> = []
    /// Values that came from outside, each with what the file has in its place.
    private var outside: [String: String] = [:]
    /// Those of them that stand in more than one place, written differently.
    private var hidden: Set<String> = []

    /// How many errors there are: a reader compares it before and after to know whether a part was sound.
    private(set) var count = 0

    /// Remembers a value that came from outside, so that no complaint shows it, whoever makes it.
    func conceal(_ value: String, writtenAs written: String) {
        if value.isEmpty { return }
        if let other = outside.updateValue(written, forKey: value), other != written { hidden.insert(value) }
    }

    /// Lets complaints show a value after all; not where something else was written for the same, which may be a secret.
    func reveal(_ value: String, writtenAs written: String) {
        if outside[value] == written, !hidden.contains(value) { outside[value] = nil }
    }

    /// Adds a complaint; the same one twice, as an alias makes it, counts once.
    func add(_ message: String, at place: Place) { add([Complaint(message, at: place)]) }

    /// Adds a warning: what can be used, and is most likely not what was meant.
    func warn(_ message: String, at place: Place) { add([Complaint(message, at: place, .warning)]) }

    /// Adds complaints that another reader made.
    func add(_ complaints: some Sequence<Complaint>) {
        for complaint in complaints where seen.insert(complaint).inserted && complaint.severity == .error { count += 1 }
    }

    /// All errors, by file, line and column.
    var errors: [Complaint] { all.filter { $0.severity == .error } }

    /// All warnings, by file, line and column.
    var warnings: [Complaint] { all.filter { $0.severity != .error } }

    private var all: [Complaint] { Set(seen.map(concealing)).inOrder }

    /// Stands for a text while others are replaced; no complaint has control characters.
    private static func stand(_ index: Int) -> String { "\u{1}\(index)\u{1}" }

    private func concealing(_ complaint: Complaint) -> Complaint {
        var message = complaint.message
        // What stands there as it is written may hold its own default: `${LISTEN:-127.0.0.1}`.
        let writings = Set(outside.values).sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
        for (index, written) in writings.enumerated() { message.replace(written, with: Self.stand(index)) }
        for (value, written) in outside {
            message.replace("'\(value)'", with: "'\(written)'")
            // A short value may well be a part of a word that has nothing to do with it.
            if value.utf8.count >= 8 { message.replace(value, with: written) }
        }
        for (index, written) in writings.enumerated() { message.replace(Self.stand(index), with: written) }
        return Complaint(message, at: complaint.place, complaint.severity)
    }
}
