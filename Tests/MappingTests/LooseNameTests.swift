import BoardCRM
import Foundation
import Mapping
import TestKit
import Testing
import Wire

@Suite("Names that are like a path's")
struct LooseNameTests {
    @Test(
        "where no name fits exactly, case, blanks, - and _ do not count",
        arguments: [
            ("First Name", "first_name"), ("first_name", "First Name"), ("firstname", "FIRST-NAME"),
            ("email", "E-Mail"), ("e-mail", "email"), ("имя клиента", "Имя_Клиента"), ("straße", "STRAßE"),
            ("address.city", "Address[City]"), ("address.city", "Address.City"), ("tags[1]", "Tags[1]"),
            ("phone", "Phone[]"), ("id", " I D "),
        ])
    func alike(path: String, name: String) throws {
        let form = Payload.form(["other": "no", name: "yes", "": "no", "-": "no"])
        #expect(try value(of: from(path), in: form) == .text("yes"))
        guard !path.contains("."), !path.contains("["), !name.contains("[") else { return }
        var writer = JSONWriter()
        writer.beginObject()
        for (key, text) in ["other": "no", name: "yes", "": "no", "-": "no"] {
            writer.key(key)
            writer.string(text)
        }
        writer.endObject()
        #expect(try value(of: from(path), in: .json(JSONDocument.parse(writer.bytes))) == .text("yes"))
    }

    @Test("a name that fits exactly comes first, whatever is like it")
    func exactFirst() throws {
        #expect(try value(of: from("email"), in: .form(["E-Mail": "like", "email": "exact"])) == .text("exact"))
        #expect(try value(of: from("email"), in: .json(#"{"E-Mail":"like","email":"exact"}"#)) == .text("exact"))
        #expect(try value(of: from("a.b"), in: .form(["A.B": "like", "a[b]": "exact"])) == .text("exact"))
    }

    @Test("two names that are like it are nothing, and repeats of one name are one")
    func onlyOne() throws {
        #expect(try value(of: from("email"), in: .form(["Email": "a", "e-mail": "b"])) == nil)
        #expect(try value(of: from("email"), in: .json(#"{"Email":"a","e-mail":"b"}"#)) == nil)
        #expect(try value(of: from("email"), in: .form(["E-Mail": "a", "x": "", "E-Mail[]": "b"])) == .text("a, b"))
        #expect(try value(of: from("email[-1]"), in: .form(["E-Mail": "a", "E-Mail": "b"])) == .text("b"))
    }

    @Test(
        "what differs in more than that is another name",
        arguments: ["emails", "mail", "e.mail", "e mail:", "émail", "_", "email[x]", "е-mail"])
    func other(name: String) throws {
        #expect(try value(of: from("email"), in: .form([name: "no"])) == nil)
    }

    @Test("names inside JSON are like it too, escaped ones and those that pick an element")
    func inside() throws {
        let payload = try Payload.json(
            #"""
            {"Data":{"Fields":[{"Label":" e-mail ","Value":"no"},{"Label":"EMAIL ","Value":"yes"},{"Label":"Phone","Value":"1"}]},
             "First\u0020Name":"Ada"}
            """#)
        #expect(try value(of: from("data.fields[label=Email].value"), in: payload) == .text("yes"))
        #expect(try value(of: from("data.fields[label=E-Mail].value"), in: payload) == .text("no"))
        #expect(try value(of: from("data.fields[label=phon].value"), in: payload) == nil)
        #expect(try value(of: from("first_name"), in: payload) == .text("Ada"))
    }

    @Test("of two elements whose value is like it none is picked, and one that has it exactly is")
    func elements() throws {
        let two = try Payload.json(#"[{"k":"EMAIL","v":1},{"k":"Email ","v":2}]"#)
        #expect(try value(of: from("[k=email].v"), in: two) == nil)
        #expect(try value(of: from("[k=EMAIL].v"), in: two) == .text("1"))
    }

    @Test("what is beside the payload is found so too, and a form's field never stands in for it")
    func beside() throws {
        let context = MappingContext(query: FormFields(["UTM Source": "news"])) { _ in nil }
        #expect(try value(of: from("query.utm_source"), in: .form([:]), context: context) == .text("news"))
        #expect(try value(of: from("meta.ip"), in: .form(["Meta.IP": "forged"])) == nil)
        #expect(try value(of: from("header.x-a"), in: .form(["Header X A": "forged", "header.X-A": "forged"])) == nil)
    }

    @Test(
        "thirty rules that find nothing cost four times as much for four times the names, be they like theirs or nearly",
        arguments: ["-", "e", "email", "é", "ЖЖ", "\u{130}", "", "Field "])
    func linear(_ unit: String) throws {
        let rules = (0..<30).map {
            MappingDefinition.Member(placed("x\($0)"), from("emailéЖ address \($0)", "field\($0)x"))
        }
        let mapping = try MappingDefinition(at: placed(0).place, columnID: constant(.integer(1)), fields: rules)
            .compiled()
        let ratio = Growth.ratio(limit: 8, of: 256) { size in
            (0..<size).map { Array("\(unit)\($0 % 7)\(unit)_=x&".utf8) }.joined().map { $0 }
        } _: { bytes in
            guard let fields = try? URLEncoded.decode(bytes.dropLast(), limits: .many) else {
                Issue.record("it is not read")
                return
            }
            guard case .mapped = mapping.map(.fields(fields)) else { return }
        }
        #expect(ratio < 8)
    }
}

extension WireLimits {
    fileprivate static var many: WireLimits {
        var limits = WireLimits.standard
        limits.maxFields = 1 << 20
        return limits
    }
}
