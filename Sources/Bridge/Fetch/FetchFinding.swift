internal import BoardCRM
internal import HTTPClient
internal import Mapping
internal import Outbox
internal import Wire

/// What came of asking for what was announced.
enum FetchFinding: Hashable {
    /// The answer: a JSON object.
    case answer([UInt8])
    /// The token is not taken.
    case denied(String)
    /// There is no such thing, or another reason that will not go away by itself.
    case refused(String)
    /// It may be there later, not before a pause that the server asks for.
    case later(after: Duration?, String)
    /// No whole answer came.
    case noAnswer(String)
    /// An answer came that cannot be used.
    case unusable(String)
    /// Nothing was asked.
    case notAsked(String)

    /// Reads what came of a request. A pure function: `now`, in seconds since 1970, is what a date in Retry-After is measured from.
    init(
        _ result: Result<HTTPResponse, TransferFailure>, by rules: FetchRules, hiding secrets: [HiddenText], now: Int64
    ) {
        switch result {
        case .failure(let failure):
            switch failure.cause {
            case .barred: self = .unusable("\(failure.cause.rawValue), and not in fetch: allow")
            case .answerTooLarge: self = .unusable("the answer is longer than \(FetchSettings.longestAnswer) bytes")
            default: self = .noAnswer(failure.cause.rawValue)
            }
        case .success(let response):
            let document = try? JSONDocument.parse(response.content)
            let words = "HTTP \(response.status)" + (document.flatMap { Self.words(of: $0, hiding: secrets) } ?? "")
            let pause = response.field("Retry-After").flatMap { RetryAfter.pause($0, now: now) }
            if let document, rules.isDenied(document) {
                self = .denied(words)
            } else if let document, rules.isLater(document) {
                self = .later(after: pause, words)
            } else {
                self.init(response, document, words, pause)
            }
        }
    }

    private init(_ response: HTTPResponse, _ document: JSONDocument?, _ words: String, _ pause: Duration?) {
        switch response.status {
        case 200..<300:
            guard let document, document.kind(of: 0) == .object else {
                self = .unusable("HTTP \(response.status), and the answer is no JSON object")
                return
            }
            self = .answer(response.content)
        case 300..<400: self = .refused("\(words), which leads elsewhere: redirects are not followed")
        case 401, 403: self = .denied(words)
        case 408, 425, 429, 500...: self = .later(after: pause, words)
        default: self = .refused(words)
        }
    }

    private static let places = [
        ["error", "message"], ["error_description"], ["message"], ["detail"], ["error"], ["title"],
    ]

    /// What an error's JSON says, behind a colon: a line of at most 200 characters, the token never in it.
    private static func words(of document: JSONDocument, hiding secrets: [HiddenText]) -> String? {
        for place in places {
            var value: JSONValue? = document.root
            for name in place { value = value?[name] }
            guard var text = value?.string else { continue }
            for secret in secrets { text = secret.hide(in: text) }
            let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !line.isEmpty { return ": " + line.prefix(200) }
        }
        return nil
    }

    var outcome: FetchOutcome {
        switch self {
        case .answer: .fetched
        case .denied: .denied
        case .refused: .refused
        case .later: .later
        case .noAnswer: .noAnswer
        case .unusable: .unusable
        case .notAsked: .notAsked
        }
    }

    var words: String? {
        switch self {
        case .answer: nil
        case .denied(let words), .refused(let words), .later(_, let words), .noAnswer(let words),
            .unusable(let words), .notAsked(let words):
            words
        }
    }
}
