import Bridge
import Configuration
import Listener
import Mapping
import Outbox
import Telemetry
import TestKit

/// The real intake with one form, behind a listener of its own.
struct ConformanceSite: Sendable {
    let port: Int
    private let store: InMemoryStore

    static let contentLimit = 2048

    private static let files = [
        "boardbridge.yaml": "store: sqlite:unused.db\ncrm: { access_token: unused }\n",
        "forms/contact.yaml": "column_id: 1287\nlead: { name: name }\nlimits: { body: 2KiB }\n",
    ]

    /// Read once: each conversation has a listener of its own.
    private static let forms = Result {
        let loading = Configuration.load(files: files.mapValues { Array($0.utf8) })
        guard let loaded = loading.configuration else {
            throw TestFailure(loading.complaints.map(\.description).joined(separator: "\n"))
        }
        return loaded.forms
    }

    /// What is stored, the oldest first.
    var stored: [String] {
        get async throws {
            var contents: [String] = []
            for summary in try await store.list(SubmissionFilter(limit: 1000)).reversed() {
                contents.append(String(decoding: try await store.submission(summary.id)?.content ?? [], as: UTF8.self))
            }
            return contents
        }
    }

    /// Runs a body against a new one, and stops it.
    static func serving(_ body: (ConformanceSite) async throws -> Void) async throws {
        let forms = try forms.get()
        let store = InMemoryStore()
        let shared = Intake.Shared(
            settings: IntakeSettings(forms: forms, limits: LimitSettings()), store: store,
            ids: SubmissionIDSource(), log: .silent
        ) {}
        var configuration = ListenerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)])
        // A machine that is busy must not be taken for a slow client.
        configuration.headTimeout = .seconds(60)
        configuration.contentGrace = .seconds(60)
        let listener = try Listener(configuration: configuration, log: .silent) { Intake(shared, mailbox: $0) }
        guard case .tcp(_, let port) = listener.addresses[0] else { throw TestFailure("no port") }
        do {
            try await body(ConformanceSite(port: port, store: store))
        } catch {
            await listener.stop(grace: .zero)
            throw error
        }
        await listener.stop(grace: .zero)
    }
}
