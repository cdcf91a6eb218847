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

    @Test("a letter that is none spoils a text wherever it stands", arguments: [4, 8, 12, 15, 16, 31])
    func spoiled(count: Int) {
        let text = Base64.standard.encode((0..<count).map { _ in UInt8.random(in: .min ... .max) })
        for place in text.indices where text[place] != UInt8(ascii: "=") {
            for other in [UInt8(ascii: "-"), UInt8(ascii: "="), 0, 0x7F, 0x80, 0xFF] {
                var changed = text
                changed[place] = other
                if other == UInt8(ascii: "="), place >= text.count - 2 { continue }
                #expect(Base64.standard.decode(changed.span) == nil, "\(other) at \(place) of \(count)")
            }
        }
    }
}
