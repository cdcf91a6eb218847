import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Numbers, booleans, ids")
struct NumberTypesTests {
    @Test(
        "whole numbers",
        arguments: [
            ("25", 25), (" -3\n", -3), ("+7", 7), ("007", 7), ("25.0", 25), ("0", 0), ("-0", 0), ("100", 100),
            ("100.00", 100),
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
        ])
    func integer(written: String, read: Int64) throws {
        #expect(try text(of: written) { $0.type = placed("integer") } == .integer(read))
    }

    @Test("a whole number beyond 64 bits is refused: programs would make another one of it")
    func bigInteger() throws {
        let large = "too large; at most 9223372036854775807"
        for (written, words) in [
            ("9223372036854775808", large), ("+0012345678901234567890.0", large),
            ("-9223372036854775809", "too small; at least -9223372036854775808"),
        ] {
            #expect(
                try problems(of: written) { $0.type = placed("integer") } == ["a: is a number \(words) is expected"])
        }
    }

    @Test(
        "what is no whole number is refused",
        arguments: ["x", "2.5", "1e3", "--1", "-", "+", "0x10", "1,2", "25 pieces"])
    func notInteger(written: String) throws {
        #expect(
            try problems(of: written) { $0.type = placed("integer") } == [
                "a: is not a whole number; something like 25 is expected"
            ])
    }

    @Test(
        "numbers keep their text where JSON allows it",
        arguments: [
            ("25", "25"), ("-0.50", "-0.50"), ("1e3", "1e3"), (" +1.5 ", "1.5"), ("007.10", "7.10"), (".5", "0.5"),
            ("5.", "5"),
            ("-.5", "-0.5"), ("123456789012345678901234567890.1", "123456789012345678901234567890.1"), ("00", "0"),
        ])
    func number(written: String, read: String) throws {
        #expect(try text(of: written) { $0.type = placed("number") } == FieldValue(plain: read))
    }

    @Test(
        "what is no number is refused",
        arguments: [
            "x", "NaN", "Infinity", ".", "-", "1e", "1.2.3", "--1", "$5$", "5 EUR", "5 apples", "1 2", "1-2", "∞", "½",
            "1e3e3", "1e 3",
        ])
    func notNumber(written: String) throws {
        #expect(
            try problems(of: written) { $0.type = placed("number") } == [
                "a: is not a number; something like 25 or 1500.50 is expected"
            ])
    }

    @Test(
        "yes and no",
        arguments: [
            ("on", true), ("Yes", true), ("TRUE", true), ("1", true), (" off ", false), ("no", false), ("false", false),
            ("0", false), ("Да", true), ("JA", true), ("oui", true), ("SÍ", true), ("si", true), ("sim", true),
            ("Evet", true), ("так", true),
            ("はい", true), ("нет", false), ("NEIN", false), ("non", false), ("NÃO", false), ("Hayır", false),
            ("HAYIR", false), ("nej", false),
            ("\u{A0}ja\u{A0}", true),
        ])
    func boolean(written: String, read: Bool) throws {
        #expect(try text(of: written) { $0.type = placed("boolean") } == .boolean(read))
    }

    @Test(
        "what is neither is refused", arguments: ["maybe", "10", "y", "0, 1", "yes please", "jaja", "-1", "tru", "☑"])
    func notBoolean(written: String) throws {
        #expect(try problems(of: written) { $0.type = placed("boolean") } == ["a: is neither yes nor no"])
    }

    @Test("ids are whole numbers of at least 1")
    func identifier() throws {
        #expect(try text(of: "1287") { $0.type = placed("id") } == .integer(1287))
        for wrong in ["0", "-1", "x", "1.5", "99999999999999999999", "1,287", "1 287", "12€"] {
            #expect(
                try problems(of: wrong) { $0.type = placed("id") } == [
                    "a: is not an id; a whole number of at least 1 is expected"
                ])
        }
    }

    @Test("JSON's numbers and booleans are read like text")
    func fromJSON() throws {
        let payload = try Payload.json(#"{"n":25.0,"b":true,"t":"7","p":15550000000}"#)
        let mapping = try form(fields: [
            "n": from("n") { $0.type = placed("integer") }, "b": from("b") { $0.type = placed("boolean") },
            "t": from("t") { $0.type = placed("number") }, "p": from("p"), "bt": from("b"),
        ]).compiled()
        let fields = try mapping.deal(payload).deal.fields
        #expect(
            fields.entries.map(\.value) == [
                .integer(25), .boolean(true), .integer(7), .text("15550000000"),
                .text("true"),
            ])
    }

    @Test("a lead's attributes are always text")
    func leadIsText() throws {
        let mapping = try form(lead: [
            "name": from("n") { $0.type = placed("integer") }, "note": constant(.boolean(true)),
        ]).compiled()
        let lead = try #require(try mapping.deal(.form(["n": "007"])).deal.lead)
        #expect(lead.attributes.entries.map(\.value) == [.text("7"), .text("true")])
    }
}
