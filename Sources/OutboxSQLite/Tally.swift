import Outbox

/// How many rows of each form and state the open transaction has added.
struct Tally {
    private(set) var entries: [(form: String, state: SubmissionState, count: Int64)] = []

    mutating func count(_ form: String, _ state: SubmissionState) {
        // Few forms and fewer states: a walk is quicker than hashing, and most often ends at the first.
        for index in entries.indices where entries[index].state == state && entries[index].form == form {
            entries[index].count += 1
            return
        }
        entries.append((form, state, 1))
    }

    mutating func clear() {
        entries.removeAll(keepingCapacity: true)
    }
}
