internal import Outbox

extension AlarmMessage {
    /// How many causes a text names at the most.
    private static let mostNamed = 20

    /// What it says in one line.
    var subject: String {
        let what = entries.count == 1 ? entries[0].sentence : "\(entries.count) things"
        return switch kind {
        case .raised: entries.count == 1 ? "BoardBridge: \(what)" : "BoardBridge: \(what) need a person"
        case .reminder, .standing:
            entries.count == 1 ? "BoardBridge, still: \(what)" : "BoardBridge: \(what) need a person"
        case .cleared: entries.count == 1 ? "BoardBridge, over: \(entries[0].past)" : "BoardBridge: \(what) are over"
        case .test: "BoardBridge: a test of alerts"
        }
    }

    /// The whole of it in lines of text, without the subject.
    ///
    /// - Parameter service: names the service that it comes from.
    func lines(of service: String) -> [String] {
        guard kind != .test else { return ["This is how an alert of \(service) arrives. Nothing is wrong."] }
        var lines: [String] = []
        for entry in entries.prefix(Self.mostNamed) {
            lines.append(kind == .cleared ? "Over: \(entry.past)." : "\(entry.sentence.capitalizedSentence).")
            if kind != .cleared { lines.append(entry.advice) }
            lines.append("Since \(entry.since.minute)\(entry.times > 1 ? ", reported \(entry.times) times" : "").")
            lines.append("")
        }
        if entries.count > Self.mostNamed { lines += ["And \(entries.count - Self.mostNamed) more.", ""] }
        return lines + ["\(service), \(at.minute)"]
    }
}

extension AlarmMessage.Entry {
    /// What was the matter.
    fileprivate var past: String {
        switch cause {
        case .tokenRefused(let file): "BoardCRM takes the access token in \(file) again"
        case .wrongAddress(let file): "BoardCRM answers to the token in \(file) again"
        case .failing(let file): "calls to BoardCRM with the token in \(file) go through again"
        case .held(let form): "no submission of the form \(form) is held any more"
        case .failed(let form): "no submission of the form \(form) is on the list of the failed any more"
        case .unmapped(let form): "every submission of the form \(form) fits its rules, or was seen to"
        case .fetchDenied(let form): "what is announced to the form \(form) is fetched again"
        case .backlog: "no submission waits for long any more"
        case .diskLow: "the disk of the store has room again"
        case .storeAway: "the store can store again"
        case .storeDamaged: "the store's file is sound"
        case .storePutAside(let file): "the store that was put aside as \(file) is gone"
        }
    }
}

extension Timestamp {
    /// `2026-03-01 09:30 UTC`.
    var minute: String { "\(description.prefix(10)) \(description.dropFirst(11).prefix(5)) UTC" }
}

extension String {
    /// With a capital letter at its beginning.
    fileprivate var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() }
}
