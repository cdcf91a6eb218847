import Outbox

extension SubmissionState {
    /// The state's number in the file; never reused for another one.
    ///
    /// `pending` is the last, so that a new row goes to the far end of the index by state and time, which is the
    /// cheapest place and leaves its pages full.
    var code: Int64 {
        switch self {
        case .delivered: 1
        case .held: 2
        case .failed: 3
        case .unmapped: 4
        case .spam: 5
        case .discarded: 6
        case .pending: 9
        }
    }

    init?(code: Int64) {
        guard let state = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = state
    }
}

extension AttemptOutcome {
    /// The outcome's number in the file; never reused for another one.
    var code: Int64 {
        switch self {
        case .made: 1
        case .refused: 2
        case .access: 3
        case .later: 4
        case .neverSent: 5
        case .uncertain: 6
        case .interrupted: 7
        case .misdirected: 8
        case .found: 9
        case .notFound: 10
        case .notTold: 11
        }
    }

    init?(code: Int64) {
        guard let outcome = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = outcome
    }
}

extension Intervention.Kind {
    /// The kind's number in the file; never reused for another one.
    var code: Int64 {
        switch self {
        case .retried: 1
        case .remapped: 2
        case .edited: 3
        case .discarded: 4
        case .released: 5
        }
    }

    init?(code: Int64) {
        guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = kind
    }
}

/// The media types that nearly every submission has, as numbers in the file: text for all others. A number is never used again for
/// another one.
enum StoredMediaType {
    private static let known = ["application/x-www-form-urlencoded", "application/json"]

    static func code(of contentType: String) -> Int64? {
        known.firstIndex(of: contentType).map { Int64($0 + 1) }
    }

    static func name(of code: Int64) -> String {
        known.indices.contains(Int(code) - 1) ? known[Int(code) - 1] : ""
    }
}
