import BoardCRM
import Mapping
import Testing

@Suite("Numbers and money as people write them")
struct DecimalTests {
    func read(_ written: String, _ type: String, _ decimal: String? = nil) throws -> FieldValue? {
        try text(of: written) {
            $0.type = placed(type)
            $0.decimal = decimal.map { placed($0) }
        }
    }

    func refused(_ written: String, _ type: String, _ decimal: String? = nil) throws -> [String] {
        try problems(of: written) {
            $0.type = placed(type)
            $0.decimal = decimal.map { placed($0) }
        }
    }

    @Test(
        "without a word about it the decimal mark is found out",
        arguments: [
            ("1.500,00 €", "1500.00"), ("1,500.00", "1500.00"), ("1 500", "1500"), ("1'500.00", "1500.00"),
            ("1’500.5", "1500.5"),
            ("1\u{A0}500,5", "1500.5"), ("1\u{202F}500\u{202F}000", "1500000"), ("−3", "-3"), ("– 3,5", "-3.5"),
            ("€ -1,5", "-1.5"), ("-€1.5", "-1.5"),
            ("1,5", "1.5"), ("0,125", "0.125"), ("0.125", "0.125"), ("1234.567", "1234.567"), ("1.500.000", "1500000"),
            ("1,500,000", "1500000"),
            ("12,34,567", "1234567"), ("1.500.000,5", "1500000.5"), ("1,5e3", "1.5e3"), ("1E-7", "1e-7"), ("٣٫", nil),
            ("1e-9223372036854775808", nil), ("1e9223372036854775807", nil), ("1e-99999999999999999999", nil),
            ("٣", "3"), ("１２", "12"), (",5", "0.5"),
            ("1 500,123", "1500.123"), ("$1,000,000", "1000000"), ("1.500,000", "1500.000"), ("12.3456", "12.3456"),
        ] as [(String, String?)])
    func auto(written: String, sent: String?) throws {
        if let sent {
            #expect(try read(written, "number") == FieldValue(plain: sent))
            #expect(try read(written, "number", "auto") == FieldValue(plain: sent))
        } else {
            #expect(try refused(written, "number") != [])
        }
    }

    @Test(
        "what may be thousands or a fraction is not guessed at",
        arguments: ["1.500", "1,500", "12.345", "999,999", "-1.000", "€1.500"])
    func ambiguous(written: String) throws {
        for type in ["number", "integer"] {
            #expect(
                try refused(written, type) == [
                    "a: may mean thousands or a fraction; something like 1500 or 1.50 is expected"
                ])
        }
    }

    @Test(
        "a rule that names the mark reads by it",
        arguments: [
            ("1.500", "comma", "1500"), ("1.500", "point", "1.500"), ("1,500", "comma", "1.500"),
            ("1,500", "point", "1500"), ("1.500,5", "comma", "1500.5"),
            ("1,500.5", "point", "1500.5"), ("1,500.5", "comma", nil), ("1.500,5", "point", nil), ("1.5", "comma", nil),
            ("1,5", "point", nil),
            ("1 500,5", "comma", "1500.5"), ("1'500.5", "point", "1500.5"),
        ] as [(String, String, String?)])
    func named(written: String, decimal: String, sent: String?) throws {
        if let sent {
            #expect(try read(written, "number", decimal) == FieldValue(plain: sent))
        } else {
            #expect(
                try refused(written, "number", decimal) == [
                    "a: is not a number; something like 25 or 1500.50 is expected"
                ])
        }
    }

    @Test(
        "thousands stand in groups of three, marked alike",
        arguments: [
            "1 50", "1,50,0", "15000,000.5", "1,500 000", "1'5", "1.500,000.5", "1,,500", "1..5", "1. 5", "1 500 ",
            ",500,000", "1,500,00.5",
        ])
    func groups(written: String) throws {
        let isWhole = written == "1 500 "
        #expect(try refused(written, "number").isEmpty == isWhole, "\(written)")
    }

    @Test(
        "whole numbers may be written with marks too",
        arguments: [
            ("1 500", 1500), ("1.500.000", 1_500_000), ("2.500,00", 2500), ("12'000", 12_000),
            ("-1,000,000.00", -1_000_000), ("1500 €", 1500),
        ])
    func integers(written: String, sent: Int64) throws {
        #expect(try read(written, "integer") == .integer(sent))
    }

    @Test(
        "money may have its currency beside it, and never three decimals",
        arguments: [
            ("1.500,00 €", "1500.00"), ("EUR 1.500", "1500"), ("1,500", "1500"), ("USD 1,500.5", "1500.5"),
            ("US$ 99", "99"), ("R$ 1.500,50", "1500.50"),
            ("5,-", "5"), ("1'500.–", "1500"), ("CHF 1'500.--", "1500"), ("25 zł", "25"), ("1 500 руб.", "1500"),
            ("99 kr", "99"), ("100 Euro", "100"),
            ("12.3456", "12.35"), ("0.999", "1.00"), ("0,995 €", "1.00"), ("9.9951", "10.00"), ("0.994", "0.99"),
            ("-0.125", "-0.13"), ("1234.5", "1234.5"),
            ("₹12,34,567", "1234567"), ("100円", "100"), ("gbp 5", "5"), ("- 5 €", "-5"), ("1.500", "1500"),
        ])
    func money(written: String, sent: String) throws {
        #expect(try read(written, "money") == FieldValue(plain: sent))
    }

    @Test("the rule's word about money's mark counts more than that")
    func moneyByPoint() throws {
        #expect(try read("1.500", "money", "point") == FieldValue(plain: "1.50"))
        #expect(try read("1,500", "money", "point") == FieldValue(plain: "1500"))
        #expect(try read("1.500", "money", "comma") == FieldValue(plain: "1500"))
    }

    @Test(
        "what is no amount is refused",
        arguments: [
            "about 500", "5 apples", "500-1000", "1e3", "free", "€", "EUR", "5 EUR USD", "€5€", "5,-x", "XQZ 5", "5 k",
        ])
    func notMoney(written: String) throws {
        #expect(
            try refused(written, "money") == [
                "a: is not an amount of money; something like 1500 or 1500.50 is expected"
            ])
    }

    @Test(
        "a number that no program can hold is refused",
        arguments: [
            ("1e400", "large", "before"), ("1e-400", "small", "behind"), ("12e300", "large", "before"),
            ("0.001e-300", "small", "behind"), ("1e99999999999999999999", "large", "before"),
            ("1e-99999999999999999999", "small", "behind"),
        ])
    func outOfRange(written: String, too: String, side: String) throws {
        #expect(
            try refused(written, "number") == [
                "a: is a number too \(too); at most 300 digits \(side) the point are expected"
            ])
    }

    @Test("zero with any exponent is zero, and a number of a thousand digits is none")
    func extremes() throws {
        #expect(try read("0e999", "number") == FieldValue(plain: "0e999"))
        #expect(try refused(String(repeating: "9", count: 1000), "number") != [])
        #expect(try refused(String(repeating: "9", count: 1000), "integer") != [])
        #expect(try refused(String(repeating: "9", count: 1000), "money") != [])
    }
}
