import BoardCRM
import Testing

@testable import Mapping

@Suite("Dates in a rule's own format, Unix times, and zones")
struct DateFormatTests {
    func read(
        _ written: String, _ formats: String..., type: String = "datetime", zone: String = "Europe/Berlin",
        from: String? = nil
    ) throws -> FieldValue? {
        try text(of: written) {
            $0.type = placed(type)
            $0.zone = placed(zone)
            $0.fromZone = from.map { placed($0) }
            $0.formats = formats.map { placed($0) }
        }
    }

    @Test(
        "a format says what stands where",
        arguments: [
            ("31.01.2026", "DD.MM.YYYY", "2026-01-31 00:00:00"), ("1.2.2026", "DD.MM.YYYY", "2026-02-01 00:00:00"),
            ("01/31/2026", "MM/DD/YYYY", "2026-01-31 00:00:00"),
            ("31.01.2026 14:30", "DD.MM.YYYY HH:mm", "2026-01-31 14:30:00"),
            ("31.01.2026 \u{A0} 9:05", "DD.MM.YYYY HH:mm", "2026-01-31 09:05:00"),
            ("310126", "DDMMYY", "2026-01-31 00:00:00"),
            ("310169", "DDMMYY", "1969-01-31 00:00:00"), ("Jan 31, 2026", "MMM D, YYYY", "2026-01-31 00:00:00"),
            ("31 january 2026", "D MMMM YYYY", "2026-01-31 00:00:00"),
            ("Sept. 1, 2026", "MMM D, YYYY", "2026-09-01 00:00:00"),
            ("Sat, 31 Jan 2026 14:30:05 +0000", "ddd, DD MMM YYYY HH:mm:ss Z", "2026-01-31 15:30:05"),
            ("01/31/2026 02:30 PM", "MM/DD/YYYY hh:mm A", "2026-01-31 14:30:00"),
            ("01/31/2026 12:30am", "MM/DD/YYYY hh:mmA", "2026-01-31 00:30:00"),
            ("01/31/2026 12:30 p.m.", "MM/DD/YYYY hh:mm A", "2026-01-31 12:30:00"),
            ("2026-01-31 AT 14", "YYYY-MM-DD [at] HH", "2026-01-31 14:00:00"),
            ("20260131143015", "YYYYMMDDHHmmss", "2026-01-31 14:30:15"),
            ("2026-01-31T14:30:15.123Z", "YYYY-MM-DD[T]HH:mm:ss.SSSZ", "2026-01-31 15:30:15"),
            ("31.01.2026 24:00", "DD.MM.YYYY HH:mm", "2026-02-01 00:00:00"),
        ])
    func formats(written: String, format: String, sent: String) throws {
        #expect(try read(written, format) == .text(sent))
    }

    @Test(
        "what is written otherwise is refused, with the format's own example",
        arguments: [
            ("2026-01-31", "DD.MM.YYYY"), ("31.13.2026", "DD.MM.YYYY"),
            ("31.01.26", "DD.MM.YYYY"),
            ("31.01.2026x", "DD.MM.YYYY"), ("131.01.2026", "DD.MM.YYYY"), ("1.1.2026 13:00 PM", "D.M.YYYY hh:mm A"),
            ("31 Foobar 2026", "D MMMM YYYY"), ("31 Ja 2026", "D MMMM YYYY"), ("1 ju 2026", "D MMM YYYY"),
            ("1 jui 2026", "D MMM YYYY"),
            ("0.1.2026", "D.M.YYYY"), ("31.01.2026 25:00", "DD.MM.YYYY HH:mm"), ("31.01.0000", "DD.MM.YYYY"),
            ("2026131", "YYYYMMDD"),
        ])
    func notInFormat(written: String, format: String) throws {
        let said = try problems(of: written) {
            $0.type = placed("datetime")
            $0.formats = [placed(format)]
        }
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix("a: is not a date or time; something like ") == true)
        #expect(said.first?.contains(written) == false || said.first?.contains("31.01") == true)
    }

    @Test(
        "months are read by their names in many languages, whole or shortened, with their accents or without",
        arguments: [
            ("24. Dezember 2026", "D. MMMM YYYY", "2026-12-24"), ("1. März 2026", "D. MMMM YYYY", "2026-03-01"),
            ("1 maerz 2026", "D MMMM YYYY", "2026-03-01"), ("5. Mai 2026", "D. MMM YYYY", "2026-05-05"),
            ("Donnerstag, 24. DEZEMBER 2026", "dddd, D. MMMM YYYY", "2026-12-24"),
            ("24 décembre 2026", "D MMMM YYYY", "2026-12-24"), ("24 de\u{301}cembre 2026", "D MMMM YYYY", "2026-12-24"),
            ("1 févr. 2026", "D MMM YYYY", "2026-02-01"), ("1 fevrier 2026", "D MMMM YYYY", "2026-02-01"),
            ("3 juin 2026", "D MMM YYYY", "2026-06-03"), ("3 juill. 2026", "D MMM YYYY", "2026-07-03"),
            ("15 août 2026", "D MMMM YYYY", "2026-08-15"),
            ("5 de marzo de 2026", "D [de] MMMM [de] YYYY", "2026-03-05"),
            ("sábado, 7 de março de 2026", "dddd, D [de] MMMM [de] YYYY", "2026-03-07"),
            ("1 set 2026", "D MMM YYYY", "2026-09-01"), ("2 giugno 2026", "D MMMM YYYY", "2026-06-02"),
            ("15 sierpnia 2026", "D MMMM YYYY", "2026-08-15"), ("1 paź 2026", "D MMM YYYY", "2026-10-01"),
            ("24 декабря 2026 г.", "D MMMM YYYY [г.]", "2026-12-24"), ("1 Мая 2026", "D MMMM YYYY", "2026-05-01"),
            ("п'ятниця, 1 травня 2026", "dddd, D MMMM YYYY", "2026-05-01"), ("5 лип 2026", "D MMM YYYY", "2026-07-05"),
            ("24 Aralık 2026 Perşembe", "D MMMM YYYY dddd", "2026-12-24"), ("1 EKİM 2026", "D MMMM YYYY", "2026-10-01"),
            ("3 maart 2026", "D MMMM YYYY", "2026-03-03"), ("5 okt 2026", "D MMM YYYY", "2026-10-05"),
            ("1. října 2026", "D. MMMM YYYY", "2026-10-01"), ("2026年1月31日", "YYYY年M月D日", "2026-01-31"),
        ])
    func monthNames(written: String, format: String, day: String) throws {
        #expect(try read(written, format, type: "date") == .text("\(day) 00:00:00"))
    }

    @Test("no word stands for two months, and each beginning that is read is one month's")
    func monthWords() {
        var months: [String: Int64] = [:]
        for (index, words) in MonthNames.written.enumerated() {
            for word in words.split(separator: " ").map(String.init) {
                let month = Int64(index + 1)
                #expect(months.updateValue(month, forKey: word) ?? month == month, "\(word)")
                #expect(MonthNames.month(of: word) == month, "\(word)")
            }
        }
        #expect(months.count > 200)
        #expect(
            MonthNames.month(of: "ma") == nil && MonthNames.month(of: "jui") == nil && MonthNames.month(of: "") == nil)
    }

    @Test("the example in the words is one that the format reads")
    func examples() throws {
        for format in ["DD.MM.YYYY", "D/M/YY H:m:s", "dddd, MMMM D YYYY [at] hh:mm a", "YYYYMMDD[T]HHmmssZ"] {
            let said = try problems(of: "nonsense") {
                $0.type = placed("datetime")
                $0.formats = [placed(format)]
            }
            let words = try #require(said.first)
            let example = words.dropFirst("a: is not a date or time; something like ".count).dropLast(
                " is expected".count)
            #expect(try read(String(example), format) != nil, "\(example)")
        }
    }

    @Test("of several formats the first that fits counts")
    func several() throws {
        #expect(try read("03/04/2026", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY") == .text("2026-04-03 00:00:00"))
        #expect(try read("03/14/2026", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY") == .text("2026-03-14 00:00:00"))
    }

    @Test(
        "Unix times in seconds and milliseconds",
        arguments: [
            ("1768760222", "2026-01-18 19:17:02"), ("1768760222123", "2026-01-18 19:17:02"),
            ("1768760222.5", "2026-01-18 19:17:02"),
            ("100000000", "1973-03-03 10:46:40"), ("9999999999", "2286-11-20 18:46:39"),
            ("999999999999", "2001-09-09 03:46:39"),
        ])
    func unix(written: String, sent: String) throws {
        #expect(try read(written) == .text(sent))
    }

    @Test(
        "other digits are no Unix time",
        arguments: [
            "0768760222", "12345678", "17687602221", "17687602221234", "1768760222.", "1768760222.1234567890",
            "-1768760222", "1768760222x",
        ])
    func notUnix(written: String) throws {
        let said = try problems(of: written) { $0.type = placed("datetime") }
        #expect(said == ["a: is not a date or time; something like 2026-01-31 or 2026-01-31T14:30 is expected"])
    }

    @Test(
        "a date is its day in the rule's zone",
        arguments: [
            ("2026-01-31", "2026-01-31 00:00:00"), ("2026-01-31T23:30", "2026-01-31 00:00:00"),
            ("2026-01-31T23:30:00Z", "2026-02-01 00:00:00"),
            ("1768777222", "2026-01-19 00:00:00"),
        ])
    func day(written: String, sent: String) throws {
        #expect(try read(written, type: "date") == .text(sent))
    }

    @Test("a day whose midnight summer time skips is that day still")
    func skippedMidnight() throws {
        #expect(try read("2018-11-04", type: "date", zone: "America/Sao_Paulo") == .text("2018-11-04 00:00:00"))
        #expect(try read("2018-11-04", zone: "America/Sao_Paulo") == .text("2018-11-04 01:00:00"))
    }

    @Test(
        "a wall clock's time of another zone is brought into the rule's, a day is not, and an offset counts more",
        arguments: [
            ("2026-01-31T14:30", "2026-01-31 20:30:00"), ("2026-01-31T23:30", "2026-02-01 05:30:00"),
            ("2026-01-31", "2026-01-31 00:00:00"),
            ("2026-01-31T14:30Z", "2026-01-31 15:30:00"), ("2026-03-08T02:30", "2026-03-08 08:30:00"),
            ("2026-11-01T01:30", "2026-11-01 06:30:00"),
        ])
    func fromZone(written: String, sent: String) throws {
        #expect(try read(written, from: "America/New_York") == .text(sent))
    }

    @Test("a deadline may be a day")
    func deadline() throws {
        let mapping = try form(deadline: from("at") { $0.type = placed("date") }).compiled()
        #expect(try mapping.deal(.form(["at": "2026-01-31T14:30"])).deal.deadline?.description == "2026-01-31 00:00:00")
    }

    static let wrong = [
        ("", "format '': 1 to 100 characters are expected, such as DD.MM.YYYY (at character 1)"),
        ("dd.MM.yyyy", "format 'dd.MM.yyyy' is written otherwise here; did you mean 'DD.MM.YYYY'?"),
        ("DD.MM", "format 'DD.MM': it has no year; YYYY or YY is expected (at character 1)"),
        ("YYYY", "format 'YYYY': it has no month; MM or MMM is expected (at character 1)"),
        ("MM.YYYY", "format 'MM.YYYY': it has no day; DD is expected (at character 1)"),
        ("DD.MM.YYYY DD", "format 'DD.MM.YYYY DD': 'DD' comes a second time (at character 12)"),
        ("DD.MM.YYYY YY", "format 'DD.MM.YYYY YY': it has a second year; YYYY or YY is expected (at character 12)"),
        (
            "DD.MM.YYYY hh:mm",
            "format 'DD.MM.YYYY hh:mm': an hour of 12 needs A for am and pm, and no hour of 24; HH is an hour of 24 (at character 12)"
        ),
        ("DD.MM.YYYY HH:mm A", "format 'DD.MM.YYYY HH:mm A': am and pm need an hour of 12, hh (at character 18)"),
        ("DD.mm.YYYY MM", "format 'DD.mm.YYYY MM': these are minutes without an hour; a month is MM (at character 4)"),
        ("DD.MM.YYYY [at", "format 'DD.MM.YYYY [at': this '[' is not closed (at character 12)"),
        (
            "DD.MM.YYYY uhr",
            "format 'DD.MM.YYYY uhr': 'u' has no meaning; there are YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s S A Z, and [text] in brackets "
                + "(at character 12)"
        ),
    ]

    @Test("a format that cannot be is told", arguments: wrong.indices)
    func complaints(index: Int) {
        let (format, complaint) = Self.wrong[index]
        let definition = form(
            fields: [
                "x": from("a") {
                    $0.type = placed("date"); $0.formats = [placed(format)]
                }
            ])
        #expect(definition.complaints == [complaint])
    }

    @Test(
        "a format of another program or language is told in ours",
        arguments: [
            ("TT.MM.JJJJ", "DD.MM.YYYY"), ("TT.MM.JJ HH:mm", "DD.MM.YY HH:mm"), ("JJ/MM/AAAA", "DD/MM/YYYY"),
            ("DD/MM/AAAA", "DD/MM/YYYY"), ("ДД.ММ.ГГГГ", "DD.MM.YYYY"), ("%d.%m.%Y", "DD.MM.YYYY"),
            ("%Y-%m-%d %H:%M:%S", "YYYY-MM-DD HH:mm:ss"), ("d.m.Y", "DD.MM.YYYY"), ("Y-m-d H:i", "YYYY-MM-DD HH:mm"),
            ("dd.MM.yyyy", "DD.MM.YYYY"), ("d MMM y, HH:mm", "D MMM YYYY, HH:mm"), ("dd/mm/yyyy", "DD/MM/YYYY"),
            ("M/d/yyyy h:mm a", "M/D/YYYY h:mm A"), ("%d of %m", nil), ("when", nil), ("XX.YY", nil), ("%", nil),
            ("", nil),
        ] as [(String, String?)])
    func meant(text: String, format: String?) {
        #expect(DateFormat.meant(by: text) == format)
        if let format { #expect(throws: Never.self) { try DateFormat(parsing: format) } }
    }
}
