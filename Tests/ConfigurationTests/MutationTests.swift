import Mapping
import Testing

@testable import Configuration

@Suite("No file makes reading crash, hang or lie about places")
struct MutationTests {
    /// Always the same numbers, so that a failure can be seen again (Vigna, splitmix64).
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    private static let pieces: [[UInt8]] =
        [
            "[", "]", "{", "}", ": ", "- ", "\t", "\n", "\r\n", "'", "\"", "\\", "#", "&a ", "*a", "!", "!!str ", "|\n",
            ">-\n", "? ", "---\n",
            "...\n", "%YAML 1.1\n", "<<: ", "${", "}", "${A}", "${A:-", "${file:x}", "$${", "::1", ", ", "~", "null",
            "\u{feff}", "\u{85}",
            "\u{2028}", "é", "0", "-1", "99999999999999999999", "1s", "1MiB", "@", "`",
        ].map { Array($0.utf8) } + [[0], [0xff], [0xc3], [0xed, 0xa0, 0x80], []]

    @Test("mutated files give settings or complaints at places that are in the file", arguments: 0..<8)
    func mutated(seed: Int) throws {
        var numbers = Numbers(state: UInt64(seed))
        let shipped = try ["boardbridge.yaml", "forms/contact.yaml"].map { name in
            let text = try #require(
                Configuration.load(directory: ShippedConfigurationTests.folder, environment: [:]).files[name])
            return (name, text.split(separator: 10).filter { !$0.starts(with: [35]) }.joined(separator: [10]))
        }
        let sound = Dictionary(uniqueKeysWithValues: shipped.map { ($0.0, Array($0.1)) })
        for _ in 0..<150 {
            var files = sound
            let name = numbers.next() & 1 == 0 ? "boardbridge.yaml" : "forms/contact.yaml"
            var bytes = files[name] ?? []
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let start = Int.random(in: 0...bytes.count, using: &numbers)
                let end = min(bytes.count, start + Int.random(in: 0...6, using: &numbers))
                bytes.replaceSubrange(start..<end, with: Self.pieces.randomElement(using: &numbers) ?? [])
            }
            files[name] = bytes
            let loading = Configuration.load(files: files, environment: ["BOARDCRM_ACCESS_TOKEN": "t", "A": "${A}"])
            #expect((loading.configuration == nil) == !loading.complaints.isEmpty)
            for complaint in loading.complaints {
                // libyaml ends lines at U+0085 and U+2028 too.
                let lines =
                    (files[complaint.place.file] ?? []).count { $0 == 10 || $0 == 13 || $0 == 0x85 || $0 == 0xa8 } + 2
                #expect(complaint.place.line >= 1 && complaint.place.line <= lines)
                #expect(complaint.place.column >= 1)
            }
            _ = ComplaintText(files: loading.files).text(loading.complaints)
        }
    }
}
