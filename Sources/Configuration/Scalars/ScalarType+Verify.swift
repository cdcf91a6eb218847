import Listener
import Verification

extension ScalarType where Value == String {
    /// The name of a header field (RFC 9110, 5.1).
    static var headerName: Self {
        ScalarType("a header's name such as X-Signature", schema: .form("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            text throws(Mismatch) in
            guard (1...100).contains(text.utf8.count), text.utf8.allSatisfy(\.isTokenByte) else {
                throw Mismatch(text.hasSuffix(":") ? "write it without its colon" : nil)
            }
            return text
        }
    }

    /// Any text, an empty one too.
    static var anyText: Self { ScalarType("a text", schema: .form(".*")) { text throws(Mismatch) in text } }
}

extension ScalarType where Value == SignedText {
    /// What a sender signs.
    static var signedText: Self {
        ScalarType("what is signed, such as \"{time}.{body}\"") { text throws(Mismatch) in
            do throws(SignedText.Fault) {
                return try SignedText(text)
            } catch {
                throw Mismatch(error.message)
            }
        }
    }
}

extension ScalarType where Value == TrustedProxies.Network {
    /// An address, or a network as `10.0.0.0/8`.
    static var network: Self {
        ScalarType("an IP address or a network such as 10.0.0.0/8") { text throws(Mismatch) in
            do throws(ScalarType<TrustedProxy>.Mismatch) {
                guard case .network(let network) = try ScalarType<TrustedProxy>.trustedProxy.read(text) else {
                    throw ScalarType<TrustedProxy>.Mismatch()
                }
                return network
            } catch {
                throw Mismatch(error.hint)
            }
        }
    }
}

extension UInt8 {
    /// RFC 9110, 5.6.2.
    fileprivate var isTokenByte: Bool {
        isDecimalDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
            || "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
}
