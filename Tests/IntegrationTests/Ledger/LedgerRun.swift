import BoardCRM
import Foundation
import Sandbox
import TestKit
import Testing
import Wire

/// The real binary between clients that write down each success and a sandbox that outlives it, on a socket that outlives it too.
final class LedgerRun {
    /// How long `make test-ledger` goes on, in seconds; nil in the short form.
    static let long = ProcessInfo.processInfo.environment["BOARDBRIDGE_LEDGER"].flatMap { Double($0) }

    let sandbox: Sandbox
    let folder: ServiceFolder
    let book: LedgerBook
    let clients: LedgerClients
    private(set) var service: Service
    private(set) var kills = 0
    private let activator: Activator
    private var environment: [String: String]
    private var through: [String]

    /// Starts the service.
    ///
    /// - Parameters:
    ///   - store: the folder of its store; beside its configuration unless set.
    ///   - through: a program that becomes the service, with its arguments.
    ///   - filling: how many bytes that no rule takes are added to each post.
    ///   - reference: whether each deal carries its submission's id, by which it is found again; by its lead otherwise.
    init(
        _ sandbox: Sandbox, store: String? = nil, environment: [String: String] = [:], through: [String] = [],
        filling: Int = 0, reference: Bool = false
    ) async throws {
        self.sandbox = sandbox
        self.environment = environment
        self.through = through
        let folder = try ServiceFolder(crm: sandbox.baseURL)
        self.folder = folder
        let main = folder.configuration + "/boardbridge.yaml"
        let text = try String(contentsOfFile: main, encoding: .utf8)
            .replacing("in_flight: 4", with: "in_flight: 32" + (reference ? ", reference: reference" : ""))
        // That field is the bridge's then, and no rule's.
        if reference {
            let form = ServiceFolder.contact.replacing("  reference:   { from: cv }\n", with: "")
            try folder.write(form: "contact", form)
        }
        let place = store.map { text.replacing("sqlite:\(folder.scratch.path)/", with: "sqlite:\($0)/") }
        try (place ?? text).write(toFile: main, atomically: true, encoding: .utf8)
        activator = try Activator()
        let book = LedgerBook()
        self.book = book
        clients = LedgerClients(book: book, port: activator.port, filling: filling) {
            // Deliveries take more syncs than posts do: what waits must have an end in the time that a test has.
            book.successCount - sandbox.callCount > 1000
        }
        service = try await Service(folder, by: activator, environment: environment, through: through)
    }

    /// Starts it again after it ended, from now on by `through` and with this environment if they are given.
    func start(environment: [String: String]? = nil, through: [String]? = nil) async throws {
        if let environment { self.environment = environment }
        if let through { self.through = through }
        service = try await Service(folder, by: activator, environment: self.environment, through: self.through)
    }

    /// SIGKILL.
    func kill() async throws {
        try await service.process.killAndWait()
        kills += 1
    }

    /// Waits for so many more successes.
    func successes(_ count: Int, limit: Double = 240) async throws {
        let wanted = book.successCount + count
        _ = try await poll("\(count) more successes", limit: limit) {
            if let failure = book.page.failure { throw failure }
            return book.successCount >= wanted ? () : nil
        }
    }

    /// Lets `body` happen while so many clients post, and returns when each of them has its last answer.
    func whilePosting(connections: Int = 6, _ body: () async throws -> Void) async throws {
        let clients = clients
        async let posting: Void = clients.run(connections: connections)
        do {
            try await body()
        } catch {
            // Now, and not when the clients have ended: that may take them a minute.
            print("ledger: the chaos gave up: \(error)\n  the service: \(service.process.errors.suffix(2000))")
            book.abandon()
            service.process.signal(SIGKILL)
            throw error
        }
        book.finish()
        try await posting
    }

    /// Waits until nothing is pending any more, and sets the book against the store and the board.
    func verdict(limit: Double = 120) async throws -> LedgerVerdict {
        try await poll("an empty list of pending submissions", limit: limit) {
            try await folder.submissions("pending").isEmpty ? () : nil
        }
        return try await verdictAsItStands()
    }

    /// Sets the book against the store and the board, whatever is pending.
    func verdictAsItStands() async throws -> LedgerVerdict {
        var stored: [LedgerVerdict.Stored] = []
        var page: [JSONValue] = []
        repeat {
            let before = stored.last.map { ["--before", $0.id] } ?? []
            page = try await folder.page(of: "all", before)
            stored += page.map { submission in
                LedgerVerdict.Stored(
                    id: submission["id"]?.string ?? "", state: submission["state"]?.string ?? "",
                    dealID: submission["deal_id"]?.int64)
            }
        } while !page.isEmpty
        let board = sandbox.deals.map { LedgerVerdict.Deal(id: $0.id.value, email: $0.lead?[.email] ?? "") }
        return LedgerVerdict(book.page.successes, stored: stored, board: board)
    }

    /// Prints what there is to know.
    func say(_ what: String, _ verdict: LedgerVerdict, _ more: String = "") {
        let page = book.page
        let refused = page.refused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        print(
            """
            ledger, \(what): \(verdict)
              kills: \(kills), requests sent: \(page.sent), of them repeats: \(page.repeated), \
            posts given up: \(page.givenUp), refused: \(refused.isEmpty ? "none" : refused)\(more)
            """)
    }
}
