import TestKit
import Testing
import Wire

/// Urlencoded forms beside Python's own reader.
///
/// One difference is deliberate and kept out: `parse_qsl` takes text, not bytes. What is beyond ASCII is percent-encoded for it, which
/// means the same to both.
@Suite(
    "Urlencoded beside Python's parse_qsl",
    .enabled(if: ProgramOnPath.find("python3") != nil, "python3 is not on the PATH: nothing to compare with"))
struct PythonTests {
    static let script = #"""
        import re, sys
        from urllib.parse import parse_qsl
        for line in open(sys.argv[1]):
            charset, form = line.rstrip("\n").split(" ")
            text = re.sub(b"[\x80-\xff]", lambda m: b"%%%02X" % m[0][0], bytes.fromhex(form)).decode("ascii")
            pairs = parse_qsl(text, keep_blank_values=True, encoding=charset, errors="replace")
            print(" ".join(part.encode().hex() or "-" for pair in pairs for part in pair))
        """#

    @Test("thousands of forms read the same, bad bytes and windows-1252 among them")
    func same() async throws {
        let python = try #require(ProgramOnPath.find("python3"))
        var random = SplitMix(state: 0xB0A2D)
        var forms: [(charset: Charset, form: [UInt8])] = []
        for index in 0..<6000 {
            let form = Self.form(&random)
            // Five bytes that windows-1252 leaves free are control characters to browsers and an error to Python.
            let isDefined = !Self.mayHold([0x81, 0x8D, 0x8F, 0x90, 0x9D], form)
            forms.append((index % 2 == 0 && isDefined ? .windows1252 : .utf8, form))
        }
        #expect(forms.filter { $0.charset == .windows1252 }.count > 500)
        let folder = try ScratchFolder("python")
        let lines = forms.map { ($0.charset == .utf8 ? "utf-8 " : "cp1252 ") + Self.hexadecimal($0.form) + "\n" }
        let path = try folder.write(lines.joined(), to: "forms")
        let result = try await CommandResult.of(python, ["-c", Self.script, path])
        try #require(result.status == 0, "\(result.errors)")
        let answers = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        try #require(answers.count == forms.count)
        for (each, answer) in zip(forms, answers) {
            let fields = try URLEncoded.decode(each.form, charset: each.charset)
            let parts = fields.entries.flatMap { [fields.bytes[$0.name], fields.bytes[$0.value]] }
            let ours = parts.map { $0.isEmpty ? "-" : Self.hexadecimal(Array($0)) }.joined(separator: " ")
            #expect(ours == answer, "\(Self.hexadecimal(each.form))")
        }
    }

    /// A form of pieces that mean something to a reader, and of any bytes.
    private static func form(_ random: inout SplitMix) -> [UInt8] {
        let pieces = [
            "&", "&&", "=", "==", "+", "%", "%2", "%26", "%3d", "%2B", "%C3%A9", "%e2%82", "%zz", "%FF", "a", "name",
            ";", "é", "€", "\0",
        ]
        return (0..<Int.random(in: 0...24, using: &random)).flatMap { _ -> [UInt8] in
            if Int.random(in: 0..<6, using: &random) == 0 { return [UInt8.random(in: .min ... .max, using: &random)] }
            return Array((pieces.randomElement(using: &random) ?? "").utf8)
        }
    }

    /// Whether one of these bytes is in the form, or is what an escape in it may stand for.
    private static func mayHold(_ bytes: [UInt8], _ form: [UInt8]) -> Bool {
        let text = String(decoding: form, as: UTF8.self).lowercased()
        return bytes.contains { form.contains($0) || text.contains("%" + String($0, radix: 16)) }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
