/// What one proxy says in `Forwarded` (RFC 7239, 4): for whom it asks, and how it was asked.
struct ForwardedElement: Equatable {
    /// The address in `for`; nil when there is none, or a name in place of an address.
    var client: IPAddress?
    /// What `proto` says; nil when it says nothing we know.
    var scheme: Scheme?

    private var hasFor = false
    private var hasProto = false

    init(client: IPAddress? = nil, scheme: Scheme? = nil) {
        self.client = client
        self.scheme = scheme
    }

    static func == (left: Self, right: Self) -> Bool { left.client == right.client && left.scheme == right.scheme }

    /// The elements of one field value, the nearest proxy's last. Nil when the value breaks the grammar: a visitor's open quotation mark
    /// could otherwise swallow what our proxy wrote behind it.
    static func list(in value: ArraySlice<UInt8>) -> [ForwardedElement]? {
        var elements: [ForwardedElement] = []
        var element = ForwardedElement()
        var isEmpty = true
        var rest = value
        while true {
            rest = rest.drop(while: ForwardedNode.isBlank)
            guard let byte = rest.first else { break }
            switch byte {
            case UInt8(ascii: ","):
                if !isEmpty { elements.append(element) }
                element = ForwardedElement()
                isEmpty = true
                rest.removeFirst()
            case UInt8(ascii: ";"):
                rest.removeFirst()
            default:
                guard let (name, text) = takePair(&rest), element.add(name, text) else { return nil }
                isEmpty = false
            }
        }
        if !isEmpty { elements.append(element) }
        return elements
    }

    /// False for a parameter that comes a second time (RFC 7239, 4).
    private mutating func add(_ name: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        if name.elementsEqual("for".utf8, by: Self.isSameLetter) {
            guard !hasFor else { return false }
            hasFor = true
            client = ForwardedNode.address(text)
        } else if name.elementsEqual("proto".utf8, by: Self.isSameLetter) {
            guard !hasProto else { return false }
            hasProto = true
            scheme = Scheme(text)
        }
        return true
    }

    private static func isSameLetter(_ byte: UInt8, _ letter: UInt8) -> Bool { byte | 0x20 == letter }

    /// `name=value` up to the next `;`, `,` or the end.
    private static func takePair(_ rest: inout ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        let name = rest.prefix(while: isTokenByte)
        rest = rest[name.endIndex...]
        guard !name.isEmpty, rest.first == UInt8(ascii: "=") else { return nil }
        rest.removeFirst()
        let value: ArraySlice<UInt8>
        if rest.first == UInt8(ascii: "\"") {
            guard let quoted = takeQuoted(&rest) else { return nil }
            value = quoted
        } else {
            // Colons and brackets belong in quotation marks (RFC 7239, 4); proxies leave them out, and nothing else can be meant.
            value = rest.prefix { isTokenByte($0) || $0 == 0x3A || $0 == 0x5B || $0 == 0x5D }
            rest = rest[value.endIndex...]
            guard !value.isEmpty else { return nil }
        }
        rest = rest.drop(while: ForwardedNode.isBlank)
        guard rest.isEmpty || rest.first == UInt8(ascii: ",") || rest.first == UInt8(ascii: ";") else { return nil }
        return (name, value)
    }

    /// A quoted-string (RFC 9110, 5.6.4), without its marks and backslashes.
    private static func takeQuoted(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        rest.removeFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                return text[...]
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped)
            default:
                text.append(byte)
            }
        }
        return nil
    }

    /// RFC 9110, 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
