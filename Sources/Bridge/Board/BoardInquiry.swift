public import BoardCRM
public import Mapping

/// What came of asking a board whether a configuration fits it.
public struct BoardInquiry: Sendable, Hashable {
    /// What does not fit or is not known, in order of the files.
    public let complaints: [Complaint]
    /// Why the board could not be asked, in words without anything of its answer; nil when it was.
    public let failure: String?
    /// How many fields the board has; 0 when it could not be asked.
    public let fieldCount: Int
    /// The aliases of the board's deals, in alphabetical order: what `fields` may have.
    public let aliases: [String]

    /// Reads the board's answer. Forms that are not enabled are not compared: nothing is sent for them.
    ///
    /// - Parameters:
    ///   - answer: what `field/list` gave.
    ///   - forms: the forms whose deals go to that board.
    ///   - crm: the settings that it was asked by.
    public init(_ answer: Result<[BoardField], CallFailure>, forms: [FormSettings], crm: CRMSettings) {
        switch answer {
        case .success(let fields):
            let fit = BoardFit(fields: fields, format: crm.format)
            failure = nil
            fieldCount = fields.count
            aliases = fields.filter { $0.entity.lowercased() != "lead" }.compactMap(\.alias?.text).sorted()
            // What forms have from the same base is told once.
            let reference = crm.reference.flatMap {
                fit.complaint(aboutReference: $0, at: crm.referencePlace ?? crm.place)
            }
            complaints =
                Set(
                    forms.filter(\.enabled).flatMap { fit.complaints(about: $0) } + [reference].compactMap { $0 }
                ).inOrder
        case .failure(.accessDenied):
            failure = nil
            fieldCount = 0
            aliases = []
            complaints = [
                Complaint(
                    "the CRM refuses this token; make one in the board's settings, under API Tokens", at: crm.place)
            ]
        case .failure(let reason):
            failure = reason.reason
            fieldCount = 0
            aliases = []
            complaints = [Complaint("whether the board fits the rules: it could not be asked", at: crm.place, .unknown)]
        }
    }
}

extension CallFailure {
    /// Why, without a word of the CRM's.
    var reason: String {
        switch self {
        case .neverSent(let reason), .uncertain(let reason), .later(_, let reason), .misdirected(let reason): reason
        case .unreadable: "an answer of an unknown shape"
        case .accessDenied: "the CRM refuses the token"
        case .refused: "the CRM refuses the call"
        }
    }
}
