internal import Crypto

/// How a sender signs: which bytes, and where the signature stands.
public struct SignatureScheme: Sendable, Hashable {
    /// What a signature is made with.
    public enum Algorithm: String, Sendable, CaseIterable {
        case sha1
        case sha256
        case sha512
        case ed25519

        /// The digest of an HMAC; nil for a signature with a key pair.
        var digest: Digest? {
            switch self {
            case .sha1: .sha1
            case .sha256: .sha256
            case .sha512: .sha512
            case .ed25519: nil
            }
        }
    }

    /// What stands between several values in one header.
    public enum Separator: String, Sendable, CaseIterable {
        case comma
        case space

        var byte: UInt8 { UInt8(ascii: self == .comma ? "," : " ") }
    }

    /// Where the time stands that was signed.
    public enum TimePlace: Sendable, Hashable {
        /// In a header of its own.
        case header(String)
        /// In the signature's header, behind this.
        case element(String)
    }

    /// What a sender's time counts.
    public enum TimeUnit: String, Sendable, CaseIterable {
        case s
        case ms
    }

    /// The header of the signature.
    public var header: String
    /// What stands before a signature: `sha256=`, `v1=`. Of several any one; an empty one for a signature that stands by itself.
    public var prefixes = [""]
    /// What stands between several values in the header; nil where there is one.
    public var separator: Separator?
    /// How the signature is written.
    public var encoding = TextEncoding.hex
    /// What it is made with.
    public var algorithm = Algorithm.sha256
    /// What is signed.
    public var signed = SignedText.body
    /// Where the time stands; nil where none is signed.
    public var time: TimePlace?
    /// What it counts since 1970.
    public var timeUnit = TimeUnit.s
    /// How far it may be from now, in milliseconds.
    public var tolerance: Int64 = 300_000
    /// The header of the event's id; nil where none is signed.
    public var idHeader: String?

    /// A signature in that header: HMAC-SHA-256 of the body in hexadecimal digits, unless said otherwise.
    public init(header: String) { self.header = header }

    /// More in one header are no rotation of secrets any more.
    static let mostSignatures = 10

    func check(_ post: IncomingPost, _ keys: Keys) throws(Refusal) {
        let value = try post.only(header)
        let items = items(of: value)
        let candidates = try candidates(among: items)
        let time = try time(of: post, items)
        let id: ArraySlice<UInt8> = if let idHeader { try post.only(idHeader) } else { [] }
        guard let bytes = signed.bytes(of: post, time: time, id: id) else {
            throw Refusal("the service does not know its public_url, which the sender signs")
        }
        // All are compared, whichever of them fits.
        var fits = false
        if let digest = algorithm.digest {
            for secret in keys.secrets {
                let own = digest.authenticationCode(of: bytes, key: secret.bytes)
                for candidate in candidates where ConstantTime.equal(own, candidate) { fits = true }
            }
        } else {
            for key in keys.publicKeys {
                for candidate in candidates where key.verifies(candidate, of: bytes) { fits = true }
            }
        }
        guard fits else { throw .wrong("the header \(header)", by: algorithm.digest == nil ? "public_key" : "secret") }
    }

    private func items(of value: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        guard let separator else { return [value] }
        return value.split(separator: separator.byte).map(\.trimmed)
    }

    private func candidates(among items: [ArraySlice<UInt8>]) throws(Refusal) -> [[UInt8]] {
        var candidates: [[UInt8]] = []
        let size = algorithm.digest?.size ?? 64
        for item in items {
            for prefix in prefixes where item.starts(with: prefix.utf8) {
                let text = item.dropFirst(prefix.utf8.count)
                if let bytes = encoding.decode(text), bytes.count == size { candidates.append(bytes) }
            }
        }
        let what = "the header \(header)"
        guard !candidates.isEmpty else {
            let prefix = prefixes.first.map { $0.isEmpty ? "" : " behind \($0)" } ?? ""
            throw .malformed(what, "\(algorithm.rawValue) signature in \(encoding.rawValue)\(prefix)")
        }
        guard candidates.count <= Self.mostSignatures else { throw .tooLong(what) }
        return candidates
    }

    private func time(of post: IncomingPost, _ items: [ArraySlice<UInt8>]) throws(Refusal) -> ArraySlice<UInt8> {
        let text: ArraySlice<UInt8>
        let what: String
        switch time {
        case nil: return []
        case .header(let name):
            text = try post.only(name)
            what = "the header \(name)"
        case .element(let prefix):
            what = "the header \(header)"
            let times = items.filter { $0.starts(with: prefix.utf8) }
            guard let first = times.first else { throw .malformed(what, "list with \(prefix)…") }
            guard times.count == 1 else { throw .repeated("\(prefix)… in \(what)") }
            text = first.dropFirst(prefix.utf8.count)
        }
        guard (1...15).contains(text.count), text.allSatisfy({ $0 &- 0x30 < 10 }),
            let number = Int64(String(decoding: text, as: UTF8.self))
        else { throw .malformed(what, "time in \(timeUnit.rawValue) since 1970") }
        let milliseconds = timeUnit == .s ? number * 1000 : number
        guard abs(milliseconds - post.now) <= tolerance else { throw .late(what) }
        return text
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks at its ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        var slice = drop { $0 == 0x20 || $0 == 0x09 }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice = slice.dropLast() }
        return slice
    }
}
