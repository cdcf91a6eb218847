/// One value of a request or an answer, as JSON has them: what all three body formats are read into.
public indirect enum SandboxValue: Sendable, Hashable {
    /// One name and its value.
    public struct Member: Sendable, Hashable {
        /// The name as it came.
        public let name: String
        /// Its value.
        public var value: SandboxValue
    }

    /// Names and values, in order; no name twice.
    case object([Member])
    /// Values, in order.
    case array([SandboxValue])
    /// A string. The urlencoded and multipart formats have no other kind of single value.
    case text(String)
    /// A number by the text it came with, valid as RFC 8259, section 6, has it.
    case number(String)
    /// `true` or `false`.
    case boolean(Bool)
    /// `null`.
    case null

    /// The value of an object's member; nil if there is none, or it is no object.
    public subscript(name: String) -> SandboxValue? {
        members?.first { $0.name == name }?.value
    }

    /// An array's element, from 0; nil if there is none, or it is no array.
    public subscript(index: Int) -> SandboxValue? {
        elements.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }

    /// An object's members; nil if it is none.
    public var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// An array's elements; nil if it is none.
    public var elements: [SandboxValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// A string's text; nil if it is none.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// A whole number that fits 64 bits, written as a number or, as forms must, as text; nil for anything else.
    public var integer: Int64? {
        switch self {
        case .number(let text), .text(let text): text.utf8.first == UInt8(ascii: "+") ? nil : Int64(text)
        default: nil
        }
    }

    /// This object without one of its members.
    func removing(_ name: String) -> SandboxValue {
        guard let members else { return self }
        return .object(members.filter { $0.name != name })
    }
}
