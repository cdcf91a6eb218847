import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Files in rules: names, sizes, addresses, and lines about them")
struct FileRuleTests {
    private static let cv = FormFields.File(
        filename: "cv.pdf", contentType: "application/pdf", size: 1_240_000, url: "https://l.example/files/1")
    private static let photo = FormFields.File(
        filename: "me.jpg", contentType: "image/jpeg", size: 900, url: "https://l.example/files/2")

    private func payload(keeps: Bool = true, _ more: KeyValuePairs<String, String> = [:]) -> Payload {
        var fields = FormFields(more)
        fields.append(name: "resume".utf8, file: Self.cv)
        fields.append(name: "photos[]".utf8, file: Self.photo)
        fields.append(name: "photos[]".utf8, file: Self.cv)
        fields.append(name: "none".utf8, file: FormFields.File(filename: "", contentType: "x/y", size: 0))
        if keeps { fields.keep(fields.files) }
        return .fields(fields)
    }

    @Test(
        "paths",
        arguments: [
            ("resume.url", "https://l.example/files/1"), ("resume.name", "cv.pdf"), ("resume.size", "1240000"),
            ("resume.type", "application/pdf"), ("files[0].url", "https://l.example/files/1"),
            ("files[1].name", "me.jpg"), ("files[-1].size", "1240000"), ("photos[0].url", "https://l.example/files/2"),
            ("photos.name", "me.jpg, cv.pdf"), ("files[*].size", "1240000, 900, 1240000"),
            ("Resume.url", "https://l.example/files/1"),
            ("resume", "cv.pdf"),
        ])
    func paths(path: String, text: String) throws {
        #expect(try value(of: from(path), in: payload()) == .text(text))
        let rule = try form(fields: ["x": template("<{\(path)}>")]).compiled()
        #expect(try rule.deal(payload()).deal.fields[#require(Alias("x"))] == .text("<\(text)>"))
    }

    @Test("what is not there has none; a text of that name is no address, and is a name")
    func texts() throws {
        for path in ["files[3].url", "none.url", "other.url"] {
            #expect(try value(of: from(path), in: payload()) == nil, "\(path)")
        }
        let forged = Payload.form([
            "resume.url": "https://evil.example", "resume[url]": "https://evil.example", "company.name": "ACME",
        ])
        guard case .fields(var fields) = forged else { return }
        #expect(try value(of: from("resume.url"), in: forged) == .text("https://evil.example"))
        fields.keep([])
        #expect(try value(of: from("resume.url"), in: .fields(fields)) == nil)
        #expect(try value(of: from("company.name"), in: .fields(fields)) == .text("ACME"))
    }

    @Test(
        "on a form that keeps files, paths to them lead to nothing else, and what is named alike is told as what it is")
    func kept() throws {
        var definition = form(fields: [
            "url": from("cv.url"), "size": from("cv.size"), "all": from("files[*].name"), "name": from("company.name"),
        ])
        definition.whole.keepsFiles = true
        let posts: [Payload] = [
            .form(["cv.url": "x", "cv[size]": "9", "files[0].name": "x", "company.name": "ACME"]),
            try .json(
                #"{"cv":{"url":"x","size":9},"files":[{"name":"x"},{"name":"y"}],"company":{"name":"ACME"}}"#),
        ]
        for post in posts {
            let mapping = try definition.compiled()
            let deal = try mapping.deal(post)
            #expect(String(decoding: deal.encoded(), as: UTF8.self).contains(#""fields":{"name":"ACME"}"#))
            var bytes: [UInt8] = []
            #expect(mapping.encode(post, behind: &bytes) == [] && bytes == deal.encoded())
            let sent = definition.explain(post).rules.filter { if case .sent = $0.result { true } else { false } }
            #expect(sent.map(\.target.description) == ["column_id", "fields.name"])
        }
        definition.whole.rest = .init(target: placed("fields.r"))
        let rest = try definition.compiled().deal(posts[0]).deal.fields[#require(Alias("r"))]
        #expect(rest == .text("cv.url: x\ncv[size]: 9\nfiles[0].name: x"))
    }

    private static let lines = """
        resume: cv.pdf (1.2 MB) https://l.example/files/1
        photos: me.jpg (900 B) https://l.example/files/2
        photos: cv.pdf (1.2 MB) https://l.example/files/1
        """

    @Test(
        "lines about files go behind the text that is named, else behind the rest, else into the note; and stand there once"
    )
    func note() throws {
        var named = form(fields: ["d": from("message")])
        named.whole.fileLines = .init(behind: placed("fields.d"), at: placed(0).place)
        let mapping = try named.compiled()
        let deal = try mapping.deal(payload(["message": "Hello"]))
        #expect(try deal.deal.fields[#require(Alias("d"))] == .text("Hello\n\n" + Self.lines))
        var bytes: [UInt8] = []
        #expect(mapping.encode(payload(["message": "Hello"]), behind: &bytes) == [] && bytes == deal.encoded())

        var resting = form()
        resting.whole.fileLines = .init(behind: nil, at: placed(0).place)
        #expect(try resting.compiled().deal(payload()).deal.lead?.attributes[.note] == .text(Self.lines))
        resting.whole.rest = .init(target: placed("fields.r"))
        let rest = try resting.compiled().deal(payload(["a": "b"])).deal
        #expect(try rest.fields[#require(Alias("r"))] == .text(Self.lines + "\na: b") && rest.lead == nil)
    }

    @Test("without lines of their own, files are a part of what no rule took")
    func rest() throws {
        var definition = form(fields: ["cv": from("resume.url")])
        definition.whole.rest = .init(target: placed("fields.r"))
        let deal = try definition.compiled().deal(payload()).deal
        #expect(
            try deal.fields[#require(Alias("r"))]
                == .text("photos: me.jpg (900 B) https://l.example/files/2, cv.pdf (1.2 MB) https://l.example/files/1"))
        // A form that keeps none has their names there, as ever.
        #expect(
            try definition.compiled().deal(payload(keeps: false)).deal.fields[#require(Alias("r"))]
                == .text("resume: cv.pdf\nphotos: me.jpg, cv.pdf"))
    }
}
