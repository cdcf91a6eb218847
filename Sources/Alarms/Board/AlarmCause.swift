/// Something that needs a person. Names tokens by the file they stand in and forms by their names: nothing of a lead fits in.
public enum AlarmCause: Sendable, Hashable {
    /// The CRM refuses the token that stands in this file: everything for it waits.
    case tokenRefused(String)
    /// Another server than the CRM answers at `crm.url`, where the token of this file is sent.
    case wrongAddress(String)
    /// Many calls with the token of this file fail in a row: only trials are made.
    case failing(String)
    /// Submissions of this form are held: nobody knows whether their deals were made.
    case held(String)
    /// Submissions of this form failed: the CRM refused them, or their attempts ran out.
    case failed(String)
    /// The rules of this form do not fit what came.
    case unmapped(String)
    /// The server that this form fetches from, what its sender only announces, does not take the form's token.
    case fetchDenied(String)
    /// The oldest submission that is still to be delivered has waited for long.
    case backlog
    /// The disk of the store is nearly full.
    case diskLow
    /// The store cannot store, or cannot be read.
    case storeAway
    /// The store's file is damaged in places that the work does not touch.
    case storeDamaged
    /// A damaged store stands under this name, put aside: what waited in it is not delivered.
    case storePutAside(String)

    /// Whether a look at the store and its disk shows that it is there, and so, where it does not, that it is over.
    var isSeenByLooking: Bool {
        switch self {
        case .tokenRefused, .wrongAddress, .failing, .fetchDenied: false
        case .held, .failed, .unmapped, .backlog, .diskLow, .storeAway, .storeDamaged, .storePutAside: true
        }
    }

    /// The cause's name for programs, which never changes.
    public var code: String {
        switch self {
        case .tokenRefused: "token_refused"
        case .wrongAddress: "wrong_address"
        case .failing: "crm_failing"
        case .held: "held"
        case .failed: "failed"
        case .unmapped: "unmapped"
        case .fetchDenied: "fetch_denied"
        case .backlog: "backlog"
        case .diskLow: "disk_low"
        case .storeAway: "store_away"
        case .storeDamaged: "store_damaged"
        case .storePutAside: "store_put_aside"
        }
    }

    /// The form that it is about; nil for all others.
    public var form: String? {
        switch self {
        case .held(let form), .failed(let form), .unmapped(let form), .fetchDenied(let form): form
        default: nil
        }
    }

    /// The file that was put aside, for which it is about one; nil for all others.
    public var file: String? { if case .storePutAside(let file) = self { file } else { nil } }

    /// The file whose token it is about; nil for all others.
    public var token: String? {
        switch self {
        case .tokenRefused(let file), .wrongAddress(let file), .failing(let file): file
        default: nil
        }
    }
}
