import BoardCRM
import Bridge
import Listener

/// The keys of `boardbridge.yaml`, each with the manual's words about it.
enum ServiceKeys {
    static let listen = FreeKey(
        "listen",
        .either([address, .mapping(ListenKeys.shape), .list(of: .either([address, .mapping(ListenKeys.shape)]))]),
        """
        Where requests are taken: ADDRESS:PORT with an IPv4 address, localhost, or an IPv6 address in brackets and all of it in quotes, \
        or unix:PATH (at most 107 bytes).
        """)
    static let trustedProxies = ListKey(
        "trusted_proxies", of: .trustedProxy,
        """
        Whose word on a visitor is taken, on the address as on http or https: IP addresses, networks such as 10.0.0.0/8, and `unix` for \
        whoever connects over a UNIX socket. One, or a list; [] trusts nobody.
        """, mayBeEmpty: true)
    static let clientAddress = Key<ForwardingField>(
        "client_address", .word,
        """
        The field in which they say it: x-forwarded-for (with X-Forwarded-Proto; what nginx writes) or forwarded (RFC 7239).
        """)
    static let publicURL = Key(
        "public_url", .publicBase,
        """
        How the outside reaches this service, for links in the pages it shows: an http or https URL, with a path if it is not at the \
        host's root.
        """)
    static let store = FreeKey(
        "store", ScalarType.storeLocation(folder: "").schema,
        "Where submissions are kept: sqlite:PATH. The folder must be there, and be ours to write. Needed.",
        isNeeded: true)
    static let crm = SectionKey("crm", CRMKeys.shape, "The board that deals are made on.", isNeeded: true)
    static let retry = SectionKey(
        "retry", RetryKeys.shape,
        """
        When a failed attempt is made again. Without a schedule the pauses are drawn between nothing and a longest one that grows from \
        5s to 1h, and attempts end after 3 days, or after `for`.
        """)
    static let retention = SectionKey(
        "retention", RetentionKeys.shape,
        """
        How long submissions are kept, by the state they are in, before they are removed: a duration or never. What waits or needs a \
        person (pending, held, failed, unmapped) is never removed by itself.
        """)
    static let limits = SectionKey(
        "limits", LimitKeys.shape, "How much one client may send, and how long anyone may take over it.")
    static let alerts = FreeKey(
        "alerts", .either([.mapping(AlertKeys.shape), AlertKeys.targets]),
        """
        Whom to alert when something first needs a person: a token that the CRM refuses, calls that fail in a row, a form's first \
        submission that is held, that failed or that its rules do not fit, a backlog, a disk that fills up, a store that cannot store.
        """)
    static let signingKey = Key(
        "signing_key", .token,
        """
        What the server signs with: the times and the proofs of work that `spam` of a form asks for. Best not written here, and of 32 \
        characters or more.
        """)
    static let log = SectionKey("log", LogKeys.shape, "What is told on standard error, one line an event.")
    static let loops = Key(
        "loops", .integer(1...64), "Event loops, each a thread that takes requests, 1 to 64.")

    static let shape = Shape(
        "the service's settings",
        [
            listen, trustedProxies, clientAddress, publicURL, store, crm, retry, retention, limits, alerts, signingKey,
            log, loops,
        ], hasExtensions: true)

    private static let address = ScalarType.listenAddress(folder: "").schema
}

/// The keys of one entry of `listen`.
enum ListenKeys {
    static let address = FreeKey(
        "address", ScalarType.listenAddress(folder: "").schema, "one of the above; needed", isNeeded: true)
    static let proxyProtocol = Key(
        "proxy_protocol", .boolean,
        "true where a load balancer such as haproxy puts a PROXY header (version 1 or 2) before each connection.")
    static let mode = Key(
        "mode", .fileMode, "a UNIX socket's permissions in octal, 0000 to 0777: who may connect")

    static let shape = Shape("an address and how it is listened on", [address, proxyProtocol, mode])
}

/// The keys under `crm`.
enum CRMKeys {
    static let accessToken = Key(
        "access_token", .token,
        """
        The board's token. Needed, and best not written here: an environment variable, or ${file:/etc/boardbridge/token}.
        """, isNeeded: true)
    static let url = Key("url", .apiBase, "The API: https, or http when the host is this machine.")
    static let format = Key<BodyFormat>(
        "format", .word, "How a request's body is written: json, urlencoded or multipart.")
    static let inFlight = Key("in_flight", .integer(1...256), "The most calls at one time, 1 to 256.")
    static let rate = Key("rate", .callRate, "The most calls a second, 0.01 to 10000.")
    static let reference = Key(
        "reference", .alias,
        """
        The alias of a text field of the board's deals, best one made for it: each deal carries its submission's id there, so that it is \
        found again when an answer of the CRM is lost.
        """)
    static let uncertain = Key<UncertainPolicy>(
        "uncertain", .word,
        """
        When an answer was lost and looking at the board does not tell whether the deal was made: hold it for a person, or retry, though \
        the deal may be there twice then.
        """)
    static let settling = Key(
        "settling", .duration(.zero ... .seconds(3600)),
        "How long after a call's end a deal may still appear on the board, 0s to 1h: before that nothing is sent again."
    )
    static let timeouts = SectionKey("timeouts", TimeoutKeys.shape, "How long a call may take")

    static let shape = Shape(
        "the CRM's settings",
        [accessToken, url, format, inFlight, rate, reference, uncertain, settling, timeouts])
}

/// The keys under `crm`, `timeouts`.
enum TimeoutKeys {
    static let connect = Key(
        "connect", .duration(.milliseconds(100) ... .seconds(300)), "for name, connection and TLS, 100ms to 5m")
    static let total = Key("total", .duration(.milliseconds(100) ... .seconds(600)), "for all of it, 100ms to 10m")

    static let shape = Shape("connect and total with their durations", [connect, total])
}

/// The keys under `retry`.
enum RetryKeys {
    static let schedule = ListKey(
        "schedule", of: .duration(.milliseconds(1) ... .seconds(7 * 86_400)),
        "the pauses of the list, each 1ms to 7d, and the attempt after the last pause is the last.")

    static let total = Key(
        "for", .duration(.seconds(1) ... .seconds(30 * 86_400)),
        "for how long it is tried without a schedule, from the first attempt, 1s to 30d.")

    static let shape = Shape("schedule with a list of durations, or for", [schedule, total])
}

/// The keys under `log`.
enum LogKeys {
    static let format = Key<LogSettings.Format>(
        "format", .word, "json, logfmt, or auto: logfmt on a terminal and json otherwise.")
    static let level = Key<LogSettings.Level>(
        "level", .word, "The least that is told: debug, info, warning or error.")

    static let shape = Shape("format and level", [format, level])
}
