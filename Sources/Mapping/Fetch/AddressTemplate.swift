internal import Wire

/// An address with paths in braces, `https://api.example.com/leads/{lead.id}`: each value is one piece of a path or a query, and can be nothing
/// else, whatever is in it.
public struct AddressTemplate: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        case value(TemplateValue)
    }

    /// What comes of it for one submission.
    public enum Filled: Sendable, Hashable {
        /// The address.
        case address(String)
        /// Why there is none, in words for a person, with the path's name and nothing of its value.
        case refused(String)
    }

    let parts: [Part]
    /// The paths in the braces.
    var paths: [Path] { parts.compactMap { if case .value(let value) = $0 { value.path } else { nil } } }

    /// A longer value names nothing that was announced.
    static let longestValue = 512

    func fill(_ part: PostPart, _ context: MappingContext) -> Filled {
        var resolver = Resolver(part, context)
        var address: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let text): address += text
            case .value(let value):
                let piece: Piece?
                do throws(TemplateFilling.Refused) {
                    piece = try value.text(&resolver)
                } catch {
                    return .refused("\(error.path.name) \(error.reason)")
                }
                guard let piece, !piece.isBlank else {
                    return .refused("\(value.path.name) is not there, and names what is to be fetched")
                }
                let bytes = piece.bytes[piece.trimmed.range]
                guard bytes.count <= Self.longestValue else {
                    return .refused("\(value.path.name) is too long to name what is to be fetched")
                }
                // `..` would leave its place in a path, encoded too.
                guard !bytes.allSatisfy({ $0 == UInt8(ascii: ".") }), !Self.hasDotSegment(bytes) else {
                    return .refused("\(value.path.name) names nothing that can be fetched")
                }
                Self.append(bytes, to: &address)
            }
        }
        return .address(String(decoding: address, as: UTF8.self))
    }

    /// Whether `.` or `..` stands between slashes, also where it or they are percent-encoded, however often: a server that decodes once too
    /// often would follow it.
    private static func hasDotSegment(_ bytes: ArraySlice<UInt8>) -> Bool {
        var text = Array(bytes)
        while true {
            let segments = text.split(omittingEmptySubsequences: false) {
                $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
            }
            let isDots = segments.contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
            if isDots { return true }
            let decoded = PercentEncoding.decoded(text)
            if decoded.count == text.count { return false }
            text = decoded
        }
    }

    /// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
    private static func append(_ bytes: ArraySlice<UInt8>, to address: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in bytes {
            let isLetterOrDigit = ASCII.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            if isLetterOrDigit || "-._~".utf8.contains(byte) {
                address.append(byte)
            } else {
                address += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }
}

extension AddressTemplate {
    /// Reads one; throws what is wrong and where in the text.
    init(parsing text: String, names: PathNames = .none) throws(PathError) {
        parts = try Template.pieces(of: text, names: names).map { piece in
            switch piece {
            case .text(let text): .text(text)
            case .value(let value): .value(value)
            }
        }
    }

    /// The address with a word in the place of each value, for who has to look at its host; nil where braces cannot be read.
    public static func sample(_ text: String) -> String? {
        guard let pieces = try? Template.pieces(of: text, names: .none) else { return nil }
        return pieces.reduce(into: "") { sample, piece in
            switch piece {
            case .text(let text): sample += String(decoding: text, as: UTF8.self)
            case .value: sample += "x"
            }
        }
    }

    /// What stands before the first brace.
    public static func beginning(_ text: String) -> String { String(text.prefix { $0 != "{" }) }
}
