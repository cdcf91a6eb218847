import Listener
import BoardCRM
import Bridge
import Mapping
import Outbox

/// Reads `boardbridge.yaml`.
struct ServiceReader {
    /// Where relative paths start.
    let folder: String
    /// Whether every user of this machine may read the file.
    var isOpenToAll = false
    /// Where complaints go.
    let log: ComplaintLog

    /// The settings in `root`; nil, with complaints, when anything is wrong.
    func settings(in root: Node) -> ServiceSettings? {
        let before = log.count
        guard var reader = MappingReader(root, ServiceKeys.shape, log: log) else { return nil }
        let listen = listen(&reader)
        let proxies = reader.list(ServiceKeys.trustedProxies)
        let clientAddress = reader.value(ServiceKeys.clientAddress)
        let publicURL = reader.value(ServiceKeys.publicURL)
        let stores = reader.member(ServiceKeys.store.name)
        let store = stores.flatMap { ScalarType.storeLocation(folder: folder).read($0.value, log: log) }
        if stores == nil { reader.missing("store", "write store: sqlite:/var/lib/boardbridge/boardbridge.db") }
        let crm = crm(&reader)
        let retry = retry(&reader)
        let limits = limits(&reader)
        var retention = Retention.standard
        RetentionReader.read(&reader, ServiceKeys.retention, into: &retention)
        let alerts = reader.member(ServiceKeys.alerts.name)
            .map { AlertReader(folder: folder, isOpenToAll: isOpenToAll, log: log).settings(in: $0.value) }
        let signingKey =
            reader.has(ServiceKeys.signingKey.name) ? signingKey(&reader) : reader.value(ServiceKeys.signingKey)
        let logs = logs(&reader)
        let loops = reader.value(ServiceKeys.loops)
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
        settings.retention = retention
        if let alerts { settings.alerts = alerts }
        settings.signingKey = signingKey
        settings.log = logs
        settings.loops = loops
        return settings
    }

    private func signingKey(_ reader: inout MappingReader) -> Secret? {
        let hint = "write signing_key: ${BOARDBRIDGE_SIGNING_KEY}, and set that variable to 32 characters of chance"
        guard let key = reader.secret(ServiceKeys.signingKey, hint: hint) else { return nil }
        guard let written = reader.member(ServiceKeys.signingKey.name) else { return key }
        if key.revealed().utf8.count < 32 {
            log.add("signing_key has less than 32 characters, and could be guessed; \(hint)", at: written.value.place)
        }
        warnOfOpenFile(written, "signing_key: ${BOARDBRIDGE_SIGNING_KEY}")
        return key
    }

    private func crm(_ reader: inout MappingReader) -> CRMSettings? {
        guard var section = reader.section(ServiceKeys.crm) else {
            if !reader.has(ServiceKeys.crm.name) {
                reader.missing(ServiceKeys.crm.name, "write the board's access_token under it")
            }
            return nil
        }
        let hint = "write access_token: ${BOARDCRM_ACCESS_TOKEN}, and set that variable to the board's token"
        let token = section.secret(CRMKeys.accessToken, hint: hint)
        let written = section.member(CRMKeys.accessToken.name)
        if token != nil, let written { warnOfOpenFile(written, "access_token: ${BOARDCRM_ACCESS_TOKEN}") }
        let url = section.value(CRMKeys.url)
        let format = section.value(CRMKeys.format)
        let inFlight = section.value(CRMKeys.inFlight)
        var connectTime: Duration?
        var totalTime: Duration?
        if var times = section.section(CRMKeys.timeouts) {
            connectTime = times.value(TimeoutKeys.connect)
            totalTime = times.value(TimeoutKeys.total)
            times.finish()
            let connect = connectTime ?? CRMSettings.defaultConnectTime
            if connect > totalTime ?? CRMSettings.defaultTotalTime {
                log.add("connect is longer than total, which holds it", at: times.place)
            }
        }
        let rate = section.value(CRMKeys.rate)
        let reference = section.placed(CRMKeys.reference)
        let uncertain = section.value(CRMKeys.uncertain)
        let settling = section.value(CRMKeys.settling)
        section.finish()
        guard let token else { return nil }
        var crm = CRMSettings(accessToken: token)
        if let written { crm.place = written.key.place }
        if let url { crm.url = url }
        if let format { crm.format = format }
        if let inFlight { crm.inFlight = inFlight }
        crm.rate = rate
        crm.reference = reference?.value
        crm.referencePlace = reference?.place
        if let uncertain { crm.uncertain = uncertain }
        if let settling { crm.settling = settling }
        if let connectTime { crm.connectTime = connectTime }
        if let totalTime { crm.totalTime = totalTime }
        return crm
    }

    private func warnOfOpenFile(_ token: Node.Member, _ instead: String) {
        guard isOpenToAll, token.value.scalar?.isSubstituted == false else { return }
        log.warn(
            "every user of this machine may read this file and the \(token.key.value == "signing_key" ? "key" : "token") in it; write \(instead) "
                + "or ${file:PATH}, or take that right away: chmod o-r boardbridge.yaml", at: token.key.place)
    }

    private func retry(_ reader: inout MappingReader) -> RetryPolicy {
        guard var section = reader.section(ServiceKeys.retry) else { return .standard }
        let schedule = section.list(RetryKeys.schedule)
        let total = section.placed(RetryKeys.total)
        section.finish()
        if schedule != nil, let total {
            log.add("a schedule ends by itself: write one of schedule and for", at: total.place)
        }
        if let schedule { return .schedule(schedule.map(\.value)) }
        return total.map { .standard(for: $0.value) } ?? .standard
    }

    private func logs(_ reader: inout MappingReader) -> LogSettings {
        var logs = LogSettings()
        guard var section = reader.section(ServiceKeys.log) else { return logs }
        section.set(&logs.format, LogKeys.format)
        section.set(&logs.level, LogKeys.level)
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
