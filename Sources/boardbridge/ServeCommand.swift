internal import Bridge
internal import Configuration
internal import Listener
internal import Mapping
internal import Telemetry

extension Command {
    static let serve = Command(
        name: "serve", summary: "run the service",
        help: """
            Usage: boardbridge serve [--config DIR]

            Takes posts at POST /f/FORM for each file in DIR/forms/, keeps each on disk before it answers, and makes a deal with its
            lead of it. Events go to standard error, one line each.

            \(ConfigurationFolder.optionHelp)

            SIGHUP reads the configuration again, and keeps the old one when the new one is wrong. SIGTERM and SIGINT take nothing
            new, finish what is under way, and end the program with status 0. Sockets that systemd hands over (LISTEN_FDS) are taken
            in place of `listen`.

            Examples:
              BOARDCRM_ACCESS_TOKEN=… boardbridge serve --config config
              curl -d full_name=Ada -d email=ada@example.com http://127.0.0.1:8080/f/contact
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--config"]))
        let inherited: [InheritedSocket]
        do {
            inherited = try InheritedSocket.takeAll()
        } catch {
            throw Failure("cannot take over the service manager's sockets: \(error)")
        }
        let events = Signals.events()
        ProcessLimits.forbidCoreDumps()
        ProcessLimits.returnLargeBlocks()
        let descriptors = ProcessLimits.raiseDescriptors()
        let (configuration, loading) = try ConfigurationFolder.soundLoading(arguments)
        let log = configuration.service.log.log
        loading.warn(in: log)
        let service = try await Service(configuration, inherited: inherited, log: log)
        ProcessLimits.warn(of: configuration.service, descriptors: descriptors, log: log)
        ServiceManager.tellReady()
        ProcessLimits.letGoOfCode()
        for await event in events {
            switch event {
            case .stop:
                ServiceManager.tellStopping()
                await service.stop()
                return .good
            case .reload:
                let folder = ConfigurationFolder.path(arguments)
                let loading = Configuration.load(directory: folder, environment: ProcessEnvironment.read())
                if let configuration = loading.configuration {
                    loading.warn(in: log)
                    service.reload(configuration)
                    ProcessLimits.warn(of: configuration.service, descriptors: descriptors, log: log)
                } else {
                    for complaint in loading.complaints {
                        log.line(.error, "configuration not read again") { $0.add("complaint", complaint.description) }
                    }
                }
            }
        }
        return .good
    }
}

extension Configuration.Loading {
    /// Tells what can be used and is most likely not meant.
    fileprivate func warn(in log: Log) {
        for warning in warnings {
            log.line(.warning, "configuration") { $0.add("complaint", warning.bare) }
        }
    }
}
