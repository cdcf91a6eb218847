import BoardCRM
public import Listener
import Synchronization
public import Telemetry

/// A stand-in for BoardCRM: a real server with a board in memory, the methods that make and show deals, and a page that shows the board.
///
/// For trying things out, and for tests, which can make it fail by ``behaviour`` and wait for what happens. `stop()` has to be awaited
/// before it is let go.
public final class Sandbox: Sendable {
    /// Where it listens, with the port that was given for port 0.
    public let address: ListenAddress
    let core: SandboxCore
    private let listener: Mutex<Listener?>

    /// Listens at once, with an empty board.
    ///
    /// - Parameter listen: a TCP address; port 0 lets the system choose.
    /// - Parameter accessToken: what calls have to carry as `access_token`; not empty.
    public init(
        listen: ListenAddress, accessToken: String, board: SandboxBoard = .standard, log: Log = .silent
    ) throws(SandboxError) {
        guard let token = Secret(accessToken) else { throw .emptyAccessToken }
        guard case .tcp = listen else { throw .needsTCP }
        let core = SandboxCore(board: board, token: token, log: log)
        let listener = try Self.listen(on: listen, for: core)
        self.core = core
        self.address = listener.addresses.first ?? listen
        self.listener = Mutex(listener)
    }

    private static func listen(on address: ListenAddress, for core: SandboxCore) throws(SandboxError) -> Listener {
        do throws(SystemError) {
            var configuration = ListenerConfiguration(addresses: [address])
            // A CRM that goes away does so at once.
            configuration.drainTime = .zero
            return try Listener(configuration: configuration, log: core.log) { mailbox in
                SandboxHandler(core: core, mailbox: mailbox)
            }
        } catch {
            throw .listening(error)
        }
    }

    /// The base of the API's addresses: `http://127.0.0.1:8082/api`.
    public var baseURL: String { "http://\(address)/api" }

    /// The board page's address: `http://127.0.0.1:8082/`.
    public var boardURL: String { "http://\(address)/" }

    /// All deals, the oldest first.
    public var deals: [SandboxDeal] { core.withState { $0.ledger.deals } }

    /// All leads, the oldest first.
    public var leads: [SandboxLead] { core.withState { $0.ledger.leads } }

    /// How many calls of the API came, whatever became of them; without those that ask for the board's fields, which a service makes by
    /// itself.
    public var callCount: Int { core.withState { $0.calls } }

    /// How many of them named a method: `offer/create`, `lead/list`.
    public func callCount(of method: String) -> Int { core.withState { $0.callsByMethod[method] ?? 0 } }

    /// The board's columns and fields; set to another one, it is as if somebody had changed the board.
    public var board: SandboxBoard {
        get { core.withState { $0.ledger.board } }
        set { core.withState { $0.ledger.board = newValue } }
    }

    /// How many calls asked for the board's fields, whatever became of them.
    public var fieldListCount: Int { core.withState { $0.fieldLists } }

    /// What happens to calls; ``SandboxBehaviour/answer`` unless set.
    public var behaviour: SandboxBehaviour {
        get { core.withState { $0.behaviour } }
        set { core.withState { $0.behaviour = newValue } }
    }

    /// What is not documented of the CRM, and how it is here.
    public var quirks: SandboxQuirks {
        get { core.withState { $0.ledger.quirks } }
        set { core.withState { $0.ledger.quirks = newValue } }
    }

    /// Sets what happens to the next calls that count (``callCount``), one each in this order; ``behaviour`` holds again after them.
    public func script(_ behaviours: SandboxBehaviour...) {
        core.withState { $0.script += behaviours }
    }

    /// The address of a form whose posts become deals here; the page of an empty board says to fill it in. Nil unless set.
    public var formURL: String? {
        get { core.withState { $0.formURL } }
        set { core.withState { $0.formURL = newValue } }
    }

    /// Stops listening: from now on nobody can connect. The board stays. Calls under way are answered first, for at most `grace`.
    public func stop(grace: Duration = .seconds(2)) async {
        guard let listener = listener.withLock({ $0.take() }) else { return }
        core.withState { $0.isStopping = true }
        await listener.stop(grace: grace)
    }

    /// Listens again at the same address, with the board as it was, after ``stop(grace:)``: a CRM that was away and comes back.
    public func resume() throws(SandboxError) {
        let isAway = listener.withLock { $0 == nil }
        guard isAway else { return }
        core.withState { $0.isStopping = false }
        let again = try Self.listen(on: address, for: core)
        listener.withLock { $0 = again }
    }
}
