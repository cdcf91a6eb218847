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

    /// All errors and all warnings, each by file, line and column.
    var told: (errors: [Complaint], warnings: [Complaint]) {
        let all = all
        return (all.filter { $0.severity == .error }, all.filter { $0.severity != .error })
    }

    private var all: [Complaint] {
        // What stands there as it is written may hold its own default: `${LISTEN:-127.0.0.1}`.
        let writings = Set(outside.values).sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
        // Most files have nothing from outside, and most complaints nothing of it.
        return Set(seen.map { outside.isEmpty ? $0 : concealing($0, writings) }).inOrder
    }

    /// Stands for a text while others are replaced; no complaint has control characters.
    private static func stand(_ index: Int) -> String { "\u{1}\(index)\u{1}" }

    private func concealing(_ complaint: Complaint, _ writings: [String]) -> Complaint {
        var message = complaint.message
        let hasWritings = message.utf8.contains(UInt8(ascii: "$"))
        if hasWritings {
            for (index, written) in writings.enumerated() { message.replace(written, with: Self.stand(index)) }
        }
        for (value, written) in outside where message.holds(value) {
            message.replace("'\(value)'", with: "'\(written)'")
            // A short value may well be a part of a word that has nothing to do with it.
            if value.utf8.count >= 8 { message.replace(value, with: written) }
        }
        if hasWritings {
            for (index, written) in writings.enumerated() { message.replace(Self.stand(index), with: written) }
        }
        return Complaint(message, at: complaint.place, complaint.severity)
    }
}

extension String {
    /// Whether a text of at least one byte stands in it, byte for byte or in another form of its characters.
    fileprivate func holds(_ text: String) -> Bool {
        guard utf8.allSatisfy({ $0 < 0x80 }), let first = text.utf8.first else { return true }
        let own = utf8.span
        let sought = Array(text.utf8)
        guard own.count >= sought.count else { return false }
        for start in 0...(own.count - sought.count) where own[start] == first {
            var offset = 1
            while offset < sought.count, own[start + offset] == sought[offset] { offset += 1 }
            if offset == sought.count { return true }
        }
        return false
    }
}
