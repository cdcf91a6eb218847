import Listener
import BoardCRM
import Bridge
import Mapping
import Outbox

/// Reads `boardbridge.yaml`.
struct ServiceReader {
    /// What `limits.body` may be, for the service and for a form.
    static let bodyLimits = 1 << 10...64 << 20

    /// Where relative paths start.
    let folder: String
    /// Where complaints go.
    let log: ComplaintLog

    /// The settings in `root`; nil, with complaints, when anything is wrong.
    func settings(in root: Node) -> ServiceSettings? {
        let before = log.count
        guard var reader = MappingReader(root, expecting: "the service's settings", log: log) else { return nil }
        let listen = listen(&reader)
        let proxies = reader.list("trusted_proxies", of: .trustedProxy, mayBeEmpty: true)
        let clientAddress: ForwardingField? = reader.value("client_address", .word)
        let publicURL = reader.value("public_url", .publicBase)
        let stores = reader.member("store")
        let store = stores.flatMap { ScalarType.storeLocation(folder: folder).read($0.value, log: log) }
        if stores == nil { reader.missing("store", "write store: sqlite:/var/lib/boardbridge/boardbridge.db") }
        let crm = crm(&reader)
        let retry = retry(&reader)
        let limits = limits(&reader)
        let logs = logs(&reader)
        let loops = reader.value("loops", .integer(1...64))
        reader.unsupported("console")
        reader.finish()

        guard log.count == before, let store, let crm else { return nil }
        var settings = ServiceSettings(store: store, crm: crm)
        if let listen { settings.listen = listen }
        if let proxies { settings.trustedProxies = TrustedProxies(proxies.map(\.value)) }
        if let clientAddress { settings.trustedProxies.field = clientAddress }
        settings.publicURL = publicURL
        settings.retry = retry
        settings.limits = limits
        settings.log = logs
        settings.loops = loops
        return settings
    }

    private func crm(_ reader: inout MappingReader) -> CRMSettings? {
        guard let member = reader.member("crm") else {
            reader.missing("crm", "write the board's access_token under it")
            return nil
        }
        guard var section = MappingReader(member.value, expecting: "the CRM's settings", log: log) else { return nil }
        let hint = "write access_token: ${BOARDCRM_ACCESS_TOKEN}, and set that variable to the board's token"
        let token = section.secret("access_token", .token, hint: hint)
        let url = section.value("url", .apiBase)
        let format: BodyFormat? = section.value("format", .word)
        let inFlight = section.value("in_flight", .integer(1...256))
        var connectTime: Duration?
        var totalTime: Duration?
        if var times = section.section("timeouts", expecting: "connect and total with their durations") {
            connectTime = times.value("connect", .duration(.milliseconds(100) ... .seconds(300)))
            totalTime = times.value("total", .duration(.milliseconds(100) ... .seconds(600)))
            times.finish()
            let connect = connectTime ?? CRMSettings.defaultConnectTime
            if connect > totalTime ?? CRMSettings.defaultTotalTime {
                log.add("connect is longer than total, which holds it", at: times.place)
            }
        }
        section.unsupported("rate", "reference", "uncertain")
        section.finish()
        guard let token else { return nil }
        var crm = CRMSettings(accessToken: token)
        if let url { crm.url = url }
        if let format { crm.format = format }
        if let inFlight { crm.inFlight = inFlight }
        if let connectTime { crm.connectTime = connectTime }
        if let totalTime { crm.totalTime = totalTime }
        return crm
    }

    private func retry(_ reader: inout MappingReader) -> RetryPolicy {
        guard var section = reader.section("retry", expecting: "schedule with a list of durations") else {
            return .standard
        }
        let schedule = section.list("schedule", of: .duration(.milliseconds(1) ... .seconds(7 * 86_400)))
        section.finish()
        return schedule.map { .schedule($0.map(\.value)) } ?? .standard
    }

    private func logs(_ reader: inout MappingReader) -> LogSettings {
        var logs = LogSettings()
        guard var section = reader.section("log", expecting: "format and level") else { return logs }
        section.set(&logs.format, from: "format", .word)
        section.set(&logs.level, from: "level", .word)
        section.finish()
        return logs
    }
}

extension TrustedProxies {
    /// The entries of a list, in one value.
    fileprivate init(_ entries: [TrustedProxy]) {
        self.init()
        for entry in entries {
            switch entry {
            case .network(let network): networks.append(network)
            case .unix: unix = true
            }
        }
    }
}
