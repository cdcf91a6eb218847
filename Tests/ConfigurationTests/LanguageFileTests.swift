import Bridge
import Mapping
import Testing

@testable import Configuration

@Suite("Files of languages, and what a form says of its pages")
struct LanguageFileTests {
    private static func complaints(_ files: [String: String]) -> [String] {
        var all = ["boardbridge.yaml": smallestService, "forms/contact.yaml": smallestForm]
        all.merge(files) { $1 }
        return load(all).complaints.map(\.description)
    }

    @Test("what is wrong in them is told with its place")
    func wrong() {
        #expect(
            Self.complaints([
                "languages/de.yaml": "thank: Danke\ntoo_long: 'Höchstens {n} Zeichen, {count}'\ndirection: up",
                "languages/German.yaml": "thanks: Danke", "languages/fr.yaml": "- Merci",
            ]) == [
                "languages/German.yaml:1:1: a language is named by its file, and a name is 1 to 64 of a-z, 0-9, _ and -",
                "languages/de.yaml:1:1: unknown key 'thank'; did you mean 'thanks'?",
                "languages/de.yaml:2:11: '{n}' is no placeholder of this text; it has {count}",
                "languages/de.yaml:3:12: expected ltr or rtl, found 'up'",
                "languages/fr.yaml:1:1: expected a language's texts, found a list",
            ])
    }

    @Test("a form may name a language that is there, and where posts may lead")
    func form() throws {
        let form =
            smallestForm + "\nrespond: { language: NL, allow: [https://www.example.com, 'https://*.example.org/a'] }\n"
        let languages = ["languages/nl.yaml": "thanks: Dank u"]
        let files = ["boardbridge.yaml": smallestService, "forms/contact.yaml": form].merging(languages) { $1 }
        let respond = try #require(load(files).configuration).forms[0].respond
        #expect(respond.language == "nl")
        #expect(respond.allow == [.init("https://www.example.com"), .init("https://*.example.org", path: "/a")])
    }

    @Test(
        "what cannot be meant is told",
        arguments: [
            (
                "respond: { language: xx }",
                "there is no language 'xx'; there are de, en, es, fr, it, pl, pt, ru, tr, uk, and a file languages/TAG.yaml adds one"
            ),
            (
                "respond: { allow: 'https://*.com' }",
                "expected an address such as https://www.example.com/thanks, or https://www.example.com for all of its pages, "
                    + "found 'https://*.com'; name at least a domain behind the star, such as https://*.example.com"
            ),
            (
                "respond: { allow: '/thanks' }",
                "expected an address such as https://www.example.com/thanks, or https://www.example.com for all of its pages, "
                    + "found '/thanks'"
            ),
            (
                "origins: 'https://*.com'",
                "expected an origin such as https://www.example.com or https://*.example.com, or *, found 'https://*.com'; "
                    + "name at least a domain behind the star, such as https://*.example.com"
            ),
            (
                "origins: 'null'",
                "expected an origin such as https://www.example.com or https://*.example.com, or *, found 'null'"
            ),
        ])
    func impossible(line: String, complaint: String) {
        let told = Self.complaints(["forms/contact.yaml": smallestForm + "\n" + line + "\n"])
        #expect(told.count == 1 && told[0].hasSuffix(": " + complaint), "\(told)")
    }
}
