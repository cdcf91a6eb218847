internal import Alarms
internal import Bridge
internal import Glibc
internal import Outbox
internal import OutboxSQLite
internal import Telemetry

extension AlarmWatch {
    /// The watch over a service's store.
    convenience init(_ settings: ServiceSettings, store: any SubmissionStore, senders: AlarmSenders, log: Log) {
        let path: String
        switch settings.store {
        case .sqlite(let file): path = file
        }
        let subject = Subject(store, path: path) {
            let isSound = await SQLiteFile.isSound(path)
            if !isSound { log.line(.error, "the store's file is damaged") { $0.add("see", "boardbridge verify") } }
            return isSound
        } putAside: {
            SQLiteFile.putAside(of: path)
        }
        self.init(subject, settings: settings.alerts, log: log) { try senders.sender(of: $0) }
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
