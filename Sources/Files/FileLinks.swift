internal import Crypto
public import Outbox

/// Addresses of files: each is signed, and good until a moment that stands in it.
///
/// `https://leads.example.com/files/KEY/SECONDS-SIGNATURE`
public struct FileLinks: Sendable {
    /// What a path says.
    enum Answer: Equatable {
        case file(key: String)
        /// It was good once.
        case over
        /// It is none of ours.
        case unknown
    }

    private let base: String
    private let hash: KeyedHash

    /// What paths of files begin with.
    public static let path = "/files/"

    /// - Parameters:
    ///   - publicURL: where the outside reaches the service, without a slash at its end.
    ///   - key: the server's own, 32 bytes; what is signed here can be nothing else that it signs.
    public init(publicURL: String, key: [UInt8]) {
        base = publicURL + Self.path
        hash = KeyedHash(key: KeyedHash(key: key).code(of: Array("files".utf8)).bytes)
    }

    /// The address of a file, good for so long from a moment on.
    public func url(of key: String, for time: Duration, from moment: Timestamp) -> String {
        let end = String((moment + time).milliseconds / 1000)
        return "\(base)\(key)/\(end)-\(signature(key, end))"
    }

    /// What the path of a request asks for.
    func read(_ path: some StringProtocol, at moment: Timestamp) -> Answer {
        guard path.hasPrefix(Self.path) else { return .unknown }
        let parts = path.dropFirst(Self.path.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, FileKey.isKey(parts[0]), let dash = parts[1].firstIndex(of: "-") else {
            return .unknown
        }
        let (key, end) = (String(parts[0]), String(parts[1][..<dash]))
        guard (1...12).contains(end.utf8.count), let seconds = Int64(end), seconds > 0,
            ConstantTime.equal(
                Array(signature(key, end).utf8), Array(parts[1][parts[1].index(after: dash)...].utf8))
        else { return .unknown }
        return moment.milliseconds < seconds * 1000 ? .file(key: key) : .over
    }

    /// 128 bits in 26 characters of `0-9 a-v`.
    private func signature(_ key: String, _ end: String) -> String {
        let code = hash.code(of: Array("\(key)/\(end)".utf8))
        let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)
        var (text, bits, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
        for byte in code.bytes.prefix(17) {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5, text.count < 26 {
                count -= 5
                text.append(digits[Int(bits >> count & 31)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
