public import Alarms

extension AlarmEvent {
    /// What the courier reports, for the alarm board.
    public init(_ alarm: CourierAlarm) {
        self =
            switch alarm {
            case .tokenRefused(let lane): .raised(.tokenRefused(lane))
            case .wrongAddress(let lane): .raised(.wrongAddress(lane))
            case .tokenAccepted(let lane): .cleared([.tokenRefused(lane), .wrongAddress(lane)])
            case .failing(let lane): .raised(.failing(lane))
            case .mended(let lane): .cleared([.failing(lane)])
            case .held(let form): .raised(.held(form))
            case .failed(let form): .raised(.failed(form))
            case .fetchDenied(let form): .raised(.fetchDenied(form))
            case .fetchAccepted(let form): .cleared([.fetchDenied(form)])
            }
    }

    /// The ends of what was said of tokens that are not in force any more.
    public static func replaced(_ old: [CourierLane], by new: [CourierLane]) -> AlarmEvent {
        let gone = old.filter { lane in !new.contains { $0.name == lane.name && $0.token == lane.token } }
        return .cleared(gone.flatMap { [.tokenRefused($0.name), .wrongAddress($0.name), .failing($0.name)] })
    }
}
