extension AlarmMessage.Entry {
    /// What is the matter, in one sentence without its full stop.
    var sentence: String {
        switch cause {
        case .tokenRefused(let file): "BoardCRM refuses the access token in \(file)"
        case .wrongAddress(let file): "another server than BoardCRM answers at crm.url to the token in \(file)"
        case .failing(let file): "calls to BoardCRM with the token in \(file) fail in a row"
        case .held(let form): "\(submissions) of the form \(form) \(verb) held"
        case .failed(let form): "\(submissions) of the form \(form) failed"
        case .unmapped(let form): "\(submissions) of the form \(form) \(verb == "is" ? "does" : "do") not fit its rules"
        case .fetchDenied(let form): "what is announced to the form \(form) cannot be fetched: its token is not taken"
        case .backlog:
            if case .waiting(let time) = measure {
                "the oldest pending submission has waited for \(time.words)"
            } else {
                "pending submissions wait for long"
            }
        case .diskLow:
            if case .free(let bytes) = measure {
                "the disk of the store has \(bytes.sizeWords) left"
            } else {
                "the disk of the store is nearly full"
            }
        case .storeAway: "the store cannot store"
        case .storeDamaged: "the store's file is damaged"
        case .storePutAside(let file): "a damaged or replaced store was put aside as \(file)"
        }
    }

    /// What it means and what to do about it.
    var advice: String {
        switch cause {
        case .tokenRefused(let file):
            "Nothing is delivered by it, and nothing is lost. Put a valid access_token in \(file) and reload (SIGHUP); where it comes from "
                + "the environment, restart."
        case .wrongAddress: "Nothing is delivered by it, and nothing is lost. Put crm.url right and reload (SIGHUP)."
        case .failing: "Only trials are made until one goes through. Nothing is lost; it goes on by itself."
        case .held(let form):
            "Nobody knows whether the deals were made. See: boardbridge submissions list --state held --form \(form)"
        case .failed(let form): "See: boardbridge submissions list --state failed --form \(form)"
        case .unmapped(let form): "See: boardbridge submissions list --state unmapped --form \(form)"
        case .fetchDenied(let form):
            "Nothing is lost. Put a valid fetch: token into forms/\(form).yaml, reload (SIGHUP), and then: boardbridge submissions retry "
                + "--state failed --form \(form)"
        case .backlog: "See: boardbridge submissions list --state pending"
        case .diskLow: "When it is full, posts are answered with 503. Make room."
        case .storeAway: "Posts are answered with 503 until it can. See the service's log."
        case .storeDamaged:
            "What comes is still stored and delivered; what was there may be lost. See: boardbridge verify. Move the file away while the "
                + "service is stopped, start it, and bring over what can be read: boardbridge salvage FILE"
        case .storePutAside(let file):
            "What waited in it is not delivered. See: boardbridge salvage \(file), and move the file away after that."
        }
    }

    private var number: Int { if case .submissions(let count) = measure { count } else { times } }
    private var submissions: String { number == 1 ? "1 submission" : "\(number) submissions" }
    private var verb: String { number == 1 ? "is" : "are" }
}

extension Duration {
    /// Whole minutes under two hours, whole hours under two days, else whole days.
    var words: String {
        let minutes = max(0, components.seconds / 60)
        switch minutes {
        case 1: return "1 minute"
        case ..<120: return "\(minutes) minutes"
        case ..<2880: return "\(minutes / 60) hours"
        default: return "\(minutes / 1440) days"
        }
    }
}

extension Int {
    /// A size in bytes, as people say it.
    var sizeWords: String {
        switch self {
        case ..<(1 << 20): "\(Swift.max(0, self) >> 10) KiB"
        case ..<(10 << 30): "\(self >> 20) MiB"
        default: "\(self >> 30) GiB"
        }
    }
}
