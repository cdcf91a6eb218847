import BoardCRM
import Testing

@Suite("Values")
struct ValueTests {
    @Test("an id is a whole number of at least 1")
    func identifiers() {
        #expect(Identifier(1)?.value == 1)
        #expect(Identifier(0) == nil)
        #expect(Identifier(-5) == nil)
        #expect(Identifier(text: "3779551")?.value == 3_779_551)
        #expect(Identifier(text: "9223372036854775807")?.value == Int64.max)
        for text in [
            "", "0", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "9223372036854775808", "١", "12345678901234567890",
        ] {
            #expect(Identifier(text: text) == nil, "\(text)")
        }
    }

    @Test("an alias has 1 to 15 of the characters that the board allows")
    func aliases() {
        for text in ["tf23jli091uj", "a", "A_b-9", "123456789012345"] { #expect(Alias(text)?.text == text) }
        for text in ["", "1234567890123456", "a b", "ä", "a.b", "a\n", "a[b]", "é"] {
            #expect(Alias(text) == nil, "\(text)")
        }
    }

    @Test("a datetime is a real day and a real time, written as the board writes it")
    func dateTimes() {
        for text in [
            "2017-11-27 14:27:13", "2024-02-29 00:00:00", "2000-02-29 23:59:59", "0001-01-01 00:00:00",
            "9999-12-31 23:59:59",
        ] {
            #expect(DateTime(parsing: text)?.description == text)
        }
        for text in [
            "2023-02-29 00:00:00", "1900-02-29 00:00:00", "2024-04-31 00:00:00", "2024-13-01 00:00:00",
            "2024-00-01 00:00:00",
            "2024-01-00 00:00:00", "0000-01-01 00:00:00", "2024-01-01 24:00:00", "2024-01-01 00:60:00",
            "2024-01-01 00:00:60",
            "2024-01-01T00:00:00", "2024-1-1 0:0:0", "2024-01-01 00:00:00Z", "", "+024-01-01 00:00:00", "2024-01-01",
        ] {
            #expect(DateTime(parsing: text) == nil, "\(text)")
        }
    }

    @Test("a number's text is one JSON number")
    func numberTexts() {
        for text in ["0", "-0", "12", "-0.50", "1e3", "1E+9", "1.5e-10", "123456789012345678901234567890"] {
            #expect(NumberText(text)?.text == text)
        }
        for text in [
            "", "-", "+1", ".5", "1.", "01", "1e", "1e+", "NaN", "Infinity", "0x1", "1 ", " 1", "1,5", "1.2.3",
        ] {
            #expect(NumberText(text) == nil, "\(text)")
        }
    }

    @Test("values keep the order in which their names first came")
    func order() {
        var values: OrderedValues<LeadAttribute> = [.phone: .text("1"), .name: .text("2")]
        values[.phone] = .text("3")
        values[.email] = .text("4")
        #expect(values.entries.map(\.name) == [.phone, .name, .email])
        #expect(values[.phone] == .text("3"))
        values[.name] = nil
        #expect(values.entries.map(\.name) == [.phone, .email])
        #expect(values[.name] == nil)
    }

    @Test("a secret never shows")
    func secrets() throws {
        let secret = try #require(Secret("marker-7f3a"))
        var dumped = ""
        dump(secret, to: &dumped)
        dump([secret], to: &dumped)
        dumped +=
            "\(secret) \(String(reflecting: secret)) \(Optional(secret) as Any) \([secret]) \(String(describing: secret))"
        #expect(!dumped.contains("7f3a"))
        #expect(secret.revealed() == "marker-7f3a")
        #expect(Secret("") == nil)
        #expect(secret.matches("marker-7f3a".utf8))
        for other in ["", "m", "marker-7f3b", "marker-7f3aa", "marker-7f3amarker-7f3a"] {
            #expect(!secret.matches(other.utf8))
        }
    }

    @Test("a path reads as mappings write it")
    func paths() throws {
        #expect(TargetPath.lead(.addPhone).description == "lead.add_phone")
        #expect(TargetPath.field(try #require(Alias("budget"))) == TargetPath("fields.budget"))
        #expect(TargetPath("column_id") == .columnID)
    }
}
