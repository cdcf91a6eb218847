import Testing
import Wire

@Suite("Texts as bytes")
struct ByteTextTests {
    private let text = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)

    @Test("a text equals another byte for byte, wherever it stands, and none where there is no room for it")
    func equality() {
        for count in 0...20 {
            for start in 0...10 {
                var other = Array(text[start..<start + count])
                #expect(ByteText.isEqual(text.span, from: start, other.span))
                for place in other.indices {
                    other[place] ^= 0x20
                    #expect(!ByteText.isEqual(text.span, from: start, other.span))
                    other[place] ^= 0x20
                }
            }
        }
        #expect(!ByteText.isEqual(text.span, from: text.count - 2, Array("yz!".utf8).span))
        #expect(!ByteText.isEqual(text.span, from: -1, Array("0".utf8).span))
    }
}
