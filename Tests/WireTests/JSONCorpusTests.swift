import Testing
import Wire

@Suite("JSON, nst's test suite", .enabled(if: Corpora.has("json")))
struct JSONCorpusTests {
    /// The suite's grammar allows a repeated key; we do not.
    static let repeatedKeys = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"]

    @Test("every text that must be accepted is, and every one that must be refused is; the others do no harm")
    func all() throws {
        let names = try Corpora.names(in: "json", ending: ".json")
        #expect(names.count == 318)
        for name in names {
            let bytes = try Corpora.bytes("json/" + name)
            let error = refusal(of: bytes)
            if Self.repeatedKeys.contains(name) {
                #expect(error?.code == .repeatedKey, "\(name)")
                var limits = WireLimits.standard
                limits.allowsRepeatedKeys = true
                #expect(refusal(of: bytes, limits) == nil, "\(name)")
            } else if name.hasPrefix("y_") {
                #expect(error == nil, "\(name)")
            } else if name.hasPrefix("n_") {
                #expect(error != nil, "\(name)")
            }
            if let error { #expect((0...bytes.count).contains(error.offset), "\(name)") }
        }
    }

    private func refusal(of bytes: [UInt8], _ limits: WireLimits = .standard) -> WireError? {
        do throws(WireError) {
            walk(try JSONDocument.parse(bytes, limits: limits).root)
            return nil
        } catch {
            return error
        }
    }

    private func walk(_ value: JSONValue) {
        _ = (value.string, value.numberText, value.boolean, value.int64, value.text)
        for member in value.members { walk(member.value) }
        for element in value.elements { walk(element) }
    }
}
