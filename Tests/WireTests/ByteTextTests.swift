import Testing
import Wire

@Suite("Texts as bytes")
struct ByteTextTests {
    private let text = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)

    private func stands(_ other: [UInt8], at start: Int) -> Bool {
        ByteText.isEqual(text.span, from: start, other.span)
    }

    @Test("a text equals another byte for byte, wherever it stands, and none where there is no room for it")
    func equality() {
        for count in 0...20 {
            for start in 0...10 {
                var other = Array(text[start..<start + count])
                #expect(stands(other, at: start))
                for place in other.indices {
                    other[place] ^= 0x20
                    #expect(!stands(other, at: start))
                    other[place] ^= 0x20
                }
            }
        }
        #expect(!stands(Array("yz!".utf8), at: text.count - 2))
        #expect(!stands(Array("0".utf8), at: -1))
    }
}
