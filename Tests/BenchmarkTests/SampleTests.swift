import Benchmark
import Testing
import Wire

@Suite("What a benchmark posts")
struct SampleTests {
    @Test("a form of 387 bytes with an e-mail address and a number, and JSON of 1.4 KB")
    func contents() throws {
        #expect(Sample.form.content.count == 387)
        let fields = try URLEncoded.decode(Sample.form.content, in: 0..<387, limits: .standard)
        let values = fields.entries.map { String(decoding: fields.bytes[$0.value], as: UTF8.self) }
        #expect(values.contains("ada.lovelace+web@example.com"))
        #expect(values.contains("+49 30 23125 042"))
        #expect((1350..<1450).contains(Sample.json.content.count))
        let answers = try JSONDocument.parse(Sample.json.content).root["form_response"]?["answers"]?.elements
        #expect(answers.map { Array($0).count } == 8)
    }
}
