import Foundation
import Testing

@testable import Wire

@Suite("Base64")
struct Base64Tests {
    @Test("as Foundation writes it, and back", arguments: 0..<70)
    func both(count: Int) {
        let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
        let text = Data(bytes).base64EncodedString()
        #expect(String(decoding: Base64.standard.encode(bytes), as: UTF8.self) == text)
        let plain = text.replacing("=", with: "")
        let other = plain.replacing("+", with: "-").replacing("/", with: "_")
        #expect(String(decoding: Base64.url.encode(bytes), as: UTF8.self) == other)
        for written in [text, plain] { #expect(Base64.standard.decode(Array(written.utf8).span) == bytes) }
        #expect(Base64.url.decode(Array(other.utf8).span) == bytes)
    }

    @Test(
        "what is not quite base64 is none",
        arguments: ["/+9=", "_-8=", "A", "/+8==", "/+8=\n", "=", "AA=A", "A===", "AB"])
    func wrong(text: String) {
        #expect(Base64.standard.decode(Array(text.utf8).span) == nil)
    }
}
