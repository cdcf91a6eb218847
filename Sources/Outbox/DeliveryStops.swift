/// What keeps deliveries from going on: said by whoever delivers, and kept in the store for those who look at it. A value without a clock.
public struct DeliveryStops: Sendable, Hashable {
    /// Why.
    public enum Cause: String, Sendable, Hashable {
        /// The CRM refuses the access token.
        case tokenRefused
        /// Another server answers at the CRM's address.
        case wrongAddress
        /// Many calls failed in a row: only trials are made.
        case failing
        /// The CRM asked for a pause.
        case paused
    }

    /// What one token waits for.
    public struct Stop: Sendable, Hashable {
        /// Why.
        public let cause: Cause
        /// Where the token is written; never the token.
        public let token: String
        /// When the next call is made.
        public let next: Timestamp
        /// Whose submissions wait.
        public let forms: FormSelection

        /// A stop of these parts.
        public init(cause: Cause, token: String, next: Timestamp, forms: FormSelection) {
            (self.cause, self.token, self.next, self.forms) = (cause, token, next, forms)
        }
    }

    private let stops: [Stop]
    /// How many tokens there are.
    private let tokens: Int
    private let at: Timestamp

    /// Under which the store keeps it.
    public static let name = "delivery-stops"
    /// It is said again every few seconds: what is older was said by a service that does not run any more.
    private static let validity = Duration.seconds(30)

    /// What was so at a moment.
    /// - Parameter tokens: how many tokens there are, stopped or not.
    public init(_ stops: [Stop], of tokens: Int, at moment: Timestamp) {
        (self.stops, self.tokens, at) = (stops, tokens, moment)
    }

    /// What concerns a form, or all of them where it is nil; nothing where it was said too long ago.
    private func stops(of form: String?, at now: Timestamp) -> [Stop] {
        guard now >= at, now - at <= Self.validity else { return [] }
        return stops.filter { stop in form.map { stop.forms.contains($0) } ?? true }
    }

    /// Whether nothing of the form, or of any, goes on.
    public func stopsAll(of form: String?, at now: Timestamp) -> Bool {
        stops(of: form, at: now).count >= (form == nil ? tokens : 1)
    }

    /// A line for each token that waits, for a person.
    public func lines(of form: String?, at now: Timestamp) -> [String] {
        stops(of: form, at: now).map { $0.line(at: now) }
    }
}

extension DeliveryStops.Stop {
    fileprivate func line(at now: Timestamp) -> String {
        let pause = DrainEstimate.words(max(.zero, next - now))
        return switch cause {
        case .tokenRefused:
            "the CRM refuses the access token of \(token), and nothing is sent by it; the next trial is in \(pause), or at once after a reload (SIGHUP)"
        case .wrongAddress:
            "another server than the CRM answers at crm.url, and nothing is sent by the token of \(token); the next trial is in \(pause), or at once after a reload (SIGHUP)"
        case .failing:
            "calls to the CRM by the token of \(token) fail in a row: only trials are made, the next in \(pause)"
        case .paused: "the CRM asked for a pause, which is over in \(pause), or after a reload (SIGHUP)"
        }
    }
}

extension DeliveryStops {
    /// As it is kept: when it was said and how many tokens there are, and a line for each that waits.
    public var text: String {
        let lines = stops.map { stop in
            let (word, forms) =
                switch stop.forms {
                case .only(let forms): ("only", forms)
                case .except(let forms): ("except", forms)
                }
            return "\(stop.cause.rawValue) \(stop.next.milliseconds) \(stop.token) \(word) "
                + forms.sorted().joined(separator: ",")
        }
        return (["\(at.milliseconds) \(tokens)"] + lines).joined(separator: "\n")
    }

    /// Reads ``text``; nil for anything else.
    public init?(text: String) {
        let lines = text.split(separator: "\n")
        guard let first = lines.first?.split(separator: " "), first.count == 2, let at = Int64(first[0]),
            let tokens = Int(first[1])
        else { return nil }
        var stops: [Stop] = []
        for line in lines.dropFirst() {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 5, let cause = Cause(rawValue: String(words[0])), let next = Int64(words[1]) else {
                return nil
            }
            let forms = Set(words[4].split(separator: ",").map(String.init))
            guard words[3] == "only" || words[3] == "except" else { return nil }
            stops.append(
                Stop(
                    cause: cause, token: String(words[2]), next: Timestamp(milliseconds: next),
                    forms: words[3] == "only" ? .only(forms) : .except(forms)))
        }
        self.init(stops, of: tokens, at: Timestamp(milliseconds: at))
    }
}
