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

    @Test("Digits are written over as many bytes as they are, and over no others")
    func inPlace() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let (high, low) = (generator.next() as UInt64, generator.next() as UInt64)
            var (uuid, base32) = ([] as [UInt8], [] as [UInt8])
            UUIDText.append(high: high, low: low, to: &uuid)
            Base32Text.append(high, to: &base32)
            #expect(uuid.count == UUIDText.count && base32.count == Base32Text.count)
            for place in 0..<4 {
                var bytes = [UInt8](repeating: 0x78, count: 60)
                var text = bytes.mutableSpan
                UUIDText.write(high: high, low: low, over: &text, at: place)
                let around = [UInt8](repeating: 0x78, count: place)
                #expect(bytes == around + uuid + [UInt8](repeating: 0x78, count: 24 - place))
                bytes = [UInt8](repeating: 0x78, count: 60)
                text = bytes.mutableSpan
                Base32Text.write(high, over: &text, at: place)
                #expect(bytes == around + base32 + [UInt8](repeating: 0x78, count: 47 - place))
            }
        }
    }

    private func padded(_ digits: String, _ count: Int) -> String {
        String(repeating: "0", count: count - digits.count) + digits
    }
}
