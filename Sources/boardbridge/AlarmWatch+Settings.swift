internal import Alarms
internal import Bridge
internal import Glibc
internal import Outbox
internal import Telemetry

extension AlarmWatch {
    /// The watch over a service's store.
    convenience init(_ settings: ServiceSettings, store: any SubmissionStore, senders: AlarmSenders, log: Log) {
        let path: String
        switch settings.store {
        case .sqlite(let file): path = file
        }
        self.init(Subject(store, path: path), settings: settings.alerts, log: log) { try senders.sender(of: $0) }
    }
}

extension ServiceSettings {
    /// How messages name this service: as the outside reaches it, else by its machine.
    var serviceName: String {
        if let publicURL { return publicURL }
        var name = utsname()
        // because uname fills the one value it is handed, for the length of the call.
        guard unsafe uname(&name) == 0 else { return "BoardBridge" }
        // because the node's name is a text that ends within its array.
        let machine = unsafe withUnsafeBytes(of: name.nodename) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return "BoardBridge on \(machine)"
    }
}
