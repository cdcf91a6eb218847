internal import Alarms
internal import BoardCRM
internal import Bridge
internal import Configuration
internal import Files
internal import HTTPClient
internal import Listener
internal import Outbox
internal import OutboxSQLite
internal import Spam
internal import Synchronization
internal import Telemetry
internal import Wire

/// The running service: store, courier, listener, wired together and ended in the right order.
final class Service: Sendable {
    let addresses: [ListenAddress]
    private let intakeSettings: IntakeSettings
    private let store: any KeptStore
    private let http: HTTPClient
    private let courier: Courier
    private let deliveries: Task<Void, Never>?
    private let captchaClient: CaptchaClient
    private let captchas: CaptchaDesk
    private let asking: Task<Void, Never>?
    private let fetchClient: HTTPClient
    private let fetches: FetchDesk
    private let fetching: Task<Void, Never>?
    private let recorder: PostRecorder
    private let recording: Task<Void, Never>
    private let files: FileStore?
    private let housekeeper: Housekeeper
    private let housekeeping: Task<Void, Never>
    private let watch: BoardWatch
    private let watching: Task<Void, Never>?
    private let alarms: AlarmWatch
    private let alarmSenders: AlarmSenders
    private let alarmWatching: Task<Void, Never>?
    private let listener: Listener
    /// What is in force, and what of the latest reading waits for a restart.
    private let settings: Mutex<ServiceSettings>
    private let lanes: Mutex<[CourierLane]>
    private let log: Log

    /// Opens the store, starts the courier on what an earlier run left, and listens: on the sockets that a service manager handed over, if
    /// there are any.
    ///
    /// - Parameters:
    ///   - delivers: false leaves everything in the store, for a benchmark of intake alone.
    ///   - committed: told of each synced commit and how long it took, on the store's thread.
    init(
        _ configuration: Configuration, inherited: [InheritedSocket] = [], log: Log, delivers: Bool = true,
        committed: @escaping @Sendable (Duration) -> Void = { _ in }
    ) async throws {
        let settings = configuration.service
        self.log = log
        self.settings = Mutex(settings)
        http = try HTTPClient(configuration: Self.httpConfiguration(settings.crm))
        intakeSettings = IntakeSettings(
            forms: configuration.forms, limits: settings.limits, publicURL: settings.publicURL,
            languages: configuration.languages)
        store = try await Self.openStore(
            settings.store, committed: committed,
            alarm: { words in log.line(.error, "store put aside") { $0.add("reason", words) } })
        alarmSenders = try AlarmSenders(userAgent: Version.userAgent, service: settings.serviceName)
        let alarms = AlarmWatch(settings, store: store, senders: alarmSenders, log: log)
        self.alarms = alarms
        let courierSettings = try CourierSettings(settings, forms: configuration.forms, http: http)
        lanes = Mutex(courierSettings.lanes)
        let courier = Courier(store: store, forms: intakeSettings, settings: courierSettings, log: log) { alarm in
            alarms.note(AlarmEvent(alarm))
        }
        self.courier = courier
        watch = BoardWatch(settings: intakeSettings, crm: settings.crm, log: log) { [http] crm in
            await BoardClient.fieldList(crm, http: http)
        }
        captchaClient = CaptchaClient(userAgent: Version.userAgent)
        let captchas = CaptchaDesk(
            store: store, forms: intakeSettings, asker: captchaClient, log: log,
            alarm: { alarms.note(AlarmEvent($0)) }, decided: { courier.wake() })
        self.captchas = captchas
        fetchClient = try HTTPClient(configuration: Self.fetchConfiguration)
        let fetches = FetchDesk(
            store: store, forms: intakeSettings, policy: settings.retry, limits: settings.limits, client: fetchClient,
            log: log, alarm: { alarms.note(AlarmEvent($0)) }, due: { courier.wake() })
        self.fetches = fetches
        let recorder = PostRecorder(store: store, log: log)
        self.recorder = recorder
        let key = try SigningKey.load(settings)
        let files = Self.fileStore(settings.store, store: store, log: log)
        self.files = files
        let shared = Intake.Shared(
            settings: intakeSettings, store: store, ids: SubmissionIDSource(after: try await store.latestID()),
            log: log, spam: SpamMemory(key: key), files: files,
            links: settings.publicURL.map { FileLinks(publicURL: $0, key: key) }, asks: { captchas.wake() },
            fetches: { fetches.wake() }, recorder: recorder
        ) { courier.wake() }
        do {
            listener = try Listener(
                configuration: ListenerConfiguration(settings, inherited: inherited), log: log
            ) { mailbox in
                Intake(shared, mailbox: mailbox)
            }
        } catch {
            await store.close()
            await http.close()
            await fetchClient.close()
            await alarms.stop(within: .zero)
            await alarmSenders.close()
            throw Failure("cannot listen (`listen` in boardbridge.yaml, BOARDBRIDGE_LISTEN): \(error)")
        }
        addresses = listener.addresses
        deliveries = delivers ? Task.detached { await courier.run() } : nil
        watching = delivers ? Task.detached { [watch] in await watch.run() } : nil
        fetching = delivers ? Task.detached { await fetches.run() } : nil
        recording = Task.detached { await recorder.run() }
        asking = delivers ? Task.detached { await captchas.run() } : nil
        let location = settings.store
        let sweep: @Sendable () async -> Void = { await files?.sweep { Self.isUnsure(location) } }
        let housekeeper = Housekeeper(
            store: store, retention: configuration.retention, log: log, removed: sweep)
        self.housekeeper = housekeeper
        Task.detached { await sweep() }
        Self.prepare(files, for: configuration.forms, log)
        housekeeping = Task.detached { await housekeeper.run() }
        alarmWatching = delivers ? Task.detached { await alarms.run() } : nil
        log.line(.info, "listening") { line in
            line.add("addresses", listener.addresses.map(\.description).joined(separator: " "))
            line.add("forms", configuration.forms.filter(\.enabled).map(\.name).joined(separator: " "))
            if !inherited.isEmpty { line.add("sockets", "handed over") }
            line.add("version", Version.number)
        }
        for address in listener.missingProxyPoints {
            log.line(.warning, "proxy_protocol has no effect: no socket of this address was handed over") { line in
                line.add("address", address.description)
            }
        }
    }

    /// Puts another configuration's forms and limits in force. What a restart needs is told, and stays as it is.
    func reload(_ configuration: Configuration) {
        let new = configuration.service
        Self.prepare(files, for: configuration.forms, log)
        intakeSettings.replace(
            forms: configuration.forms, limits: new.limits, languages: configuration.languages)
        housekeeper.replace(configuration.retention)
        listener.replaceLimits(by: ListenerConfiguration(new))
        do {
            let courierSettings = try CourierSettings(new, forms: configuration.forms, http: http)
            courier.replace(courierSettings)
            let old = lanes.withLock { lanes in
                defer { lanes = courierSettings.lanes }
                return lanes
            }
            alarms.note(.replaced(old, by: courierSettings.lanes))
            watch.replace(new.crm) { [http] crm in await BoardClient.fieldList(crm, http: http) }
        } catch {
            log.line(.error, "the CRM's settings stay as they were") { $0.add("reason", String(describing: error)) }
        }
        fetches.replace(policy: new.retry, limits: new.limits)
        alarms.replace(new.alerts)
        let waiting = settings.withLock { settings in
            settings.crm.takeOver(new.crm)
            settings.retry = new.retry
            settings.limits = new.limits
            settings.alerts = new.alerts
            settings.trustedProxies = new.trustedProxies
            return settings.keysThatDiffer(from: new)
        }
        log.line(.info, "configuration read again") { line in
            line.add("forms", configuration.forms.filter(\.enabled).map(\.name).joined(separator: " "))
            if !waiting.isEmpty { line.add("needs_restart", waiting.joined(separator: " ")) }
        }
    }

    /// Takes nothing new, answers what is under way, ends calls to the CRM with their outcome on disk, and closes the store.
    func stop() async {
        log.line(.info, "stopping")
        await listener.stop(grace: settings.withLock { $0.limits.shutdownTime })
        captchas.stop()
        await asking?.value
        recorder.stop()
        await recording.value
        fetches.stop()
        await fetchClient.close(within: Self.fetchGrace)
        await fetching?.value
        courier.stop()
        watching?.cancel()
        alarmWatching?.cancel()
        await deliveries?.value
        await watching?.value
        housekeeping.cancel()
        await housekeeping.value
        await alarmWatching?.value
        await alarms.stop()
        await alarmSenders.close()
        await captchaClient.close()
        await http.close()
        await store.close()
        log.line(.info, "stopped")
    }

    static func openStore(
        _ location: StoreLocation, as role: SQLiteRole = .service,
        committed: @escaping @Sendable (Duration) -> Void = { _ in },
        alarm: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> any KeptStore {
        switch location {
        case .sqlite(let path):
            do {
                var configuration = SQLiteConfiguration(path: path, role: role)
                configuration.committed = committed
                configuration.alarm = alarm
                return try await SQLiteStore.open(configuration)
            } catch {
                throw Failure("cannot open the store (`store` in boardbridge.yaml, BOARDBRIDGE_STORE): \(error)")
            }
        }
    }

    /// What is asked for is announced: whoever announces it is there, and a slow one is asked again.
    private static var fetchConfiguration: HTTPClientConfiguration {
        var configuration = HTTPClientConfiguration(userAgent: Version.userAgent)
        configuration.connectTimeout = .seconds(5)
        configuration.timeout = .seconds(20)
        configuration.keptConnections = 8
        return configuration
    }

    /// For so long what is being fetched may still come when the service ends; the rest is asked for at the next start.
    private static let fetchGrace = Duration.seconds(2)

    static func httpConfiguration(_ settings: CRMSettings) -> HTTPClientConfiguration {
        var configuration = HTTPClientConfiguration(userAgent: Version.userAgent)
        configuration.connectTimeout = settings.connectTime
        configuration.timeout = settings.totalTime
        // Connections that rest must not take what the intake needs where descriptors are few.
        configuration.keptConnections = min(settings.inFlight, max(1, (Listener.descriptorLimit - 28) / 4))
        return configuration
    }
}

extension BoardClient {
    /// The fields of the board that the settings name.
    static func fieldList(_ settings: CRMSettings, http: HTTPClient) async -> Result<[BoardField], CallFailure> {
        do {
            return await (try BoardClient(settings, http: http)).fieldList()
        } catch {
            return .failure(.neverSent(reason: String(describing: error)))
        }
    }

    /// A client of the board that the settings name.
    init(_ settings: CRMSettings, http: HTTPClient) throws {
        let baseURL: EndpointURL
        do {
            baseURL = try EndpointURL(settings.url)
        } catch {
            throw Failure("crm.url cannot be called: \(error)", status: .wrongConfiguration)
        }
        self.init(http: http, baseURL: baseURL, accessToken: settings.accessToken, format: settings.format)
    }
}

extension LogSettings {
    /// The log that these settings ask for, on standard error.
    var log: Log {
        let level: LogLevel =
            switch level {
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        switch format {
        case .auto: return .standardError(level: level)
        case .json: return .standardError(format: .json, level: level)
        case .logfmt: return .standardError(format: .logfmt, level: level)
        }
    }
}

extension Configuration {
    /// How long submissions are kept: the forms' own times, else the service's.
    var retention: Retention {
        let own = forms.map { ($0.name, $0.retention) }
        return Retention(service.retention, forms: Dictionary(uniqueKeysWithValues: own))
    }
}
