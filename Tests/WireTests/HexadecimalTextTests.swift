import Testing
import Wire

@Suite("Bytes in hexadecimal digits")
struct HexadecimalTextTests {
    @Test("every number of bytes has two digits for each")
    func digits() {
        for count in 0..<40 {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
            let expected = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
            #expect(String(decoding: HexadecimalText.of(bytes), as: UTF8.self) == expected)
        }
    }
}
