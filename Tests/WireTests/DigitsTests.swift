import Testing
import Wire

@Suite("Digits that are written eight at a time")
struct DigitsTests {
    @Test("A UUID's digits are those of its numbers, whatever they are")
    func uuid() {
        var generator = SystemRandomNumberGenerator()
        for round in 0..<2000 {
            let (high, low) = round == 0 ? (0, UInt64.max) : (generator.next() as UInt64, generator.next() as UInt64)
            var text: [UInt8] = [0x78]
            UUIDText.append(high: high, low: low, to: &text)
            let digits = padded(String(high, radix: 16), 16) + padded(String(low, radix: 16), 16)
            var expected = Array(digits)
            for place in [8, 13, 18, 23] { expected.insert("-", at: place) }
            #expect(String(decoding: text, as: UTF8.self) == "x" + String(expected))
        }
    }

    @Test("A request's id has the 13 digits of its number in base 32")
    func base32() {
        var generator = SystemRandomNumberGenerator()
        for round in 0..<2000 {
            let number = round == 0 ? 0 : round == 1 ? UInt64.max : generator.next()
            var text: [UInt8] = [0x78]
            Base32Text.append(number, to: &text)
            let expected = padded(String(number, radix: 32), 13)
            #expect(String(decoding: text, as: UTF8.self) == "x" + expected)
            #expect(Base32Text.string(number) == expected)
        }
    }

    private func padded(_ digits: String, _ count: Int) -> String {
        String(repeating: "0", count: count - digits.count) + digits
    }
}
