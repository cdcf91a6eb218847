internal import Telemetry

extension CourierAlarm {
    /// What the log says of it; nil for what concerns a single submission.
    var line: (LogLevel, String)? {
        switch self {
        case .tokenRefused, .wrongAddress: (.error, description)
        case .failing: (.warning, description)
        case .tokenAccepted, .mended: (.info, description)
        case .held, .failed, .fetchDenied, .fetchAccepted: nil
        }
    }
}

extension Lane.News {
    func alarm(of name: String) -> CourierAlarm {
        switch self {
        case .stopped(.misdirected): .wrongAddress(lane: name)
        case .stopped: .tokenRefused(lane: name)
        case .goesOn: .tokenAccepted(lane: name)
        case .broken: .failing(lane: name)
        case .mended: .mended(lane: name)
        }
    }
}
