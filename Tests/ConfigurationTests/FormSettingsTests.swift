import Bridge
import Mapping
import Testing

@testable import Configuration

@Suite("forms/NAME.yaml becomes a form")
struct FormSettingsTests {
    private func form(_ text: String, _ others: [String: String] = [:], environment: [String: String] = [:]) throws
        -> FormSettings
    {
        let loading = load(["forms/contact.yaml": text].merging(others) { $1 }, environment: environment)
        #expect(loading.complaints.map(\.description) == [])
        return try #require(loading.configuration?.forms.first { $0.name == "contact" })
    }

    @Test("the smallest form is a browser's")
    func defaults() throws {
        let form = try form(smallestForm)
        #expect(form.sender.name == "browser")
        #expect(form.sender.accepts == [.urlencoded, .multipart, .json])
        #expect(form.sender.respond == .redirect)
        #expect(form.onInvalid == .refuse)
        #expect(form.origins == .any)
        #expect(form.respond == FormSettings.Respond())
        #expect(form.enabled)
        #expect(form.bodyLimit == nil)
    }

    @Test("every key is read")
    func everything() throws {
        let form = try form(
            """
            sender: json
            origins: [https://WWW.example.com, "http://localhost:80"]
            respond: { success: "https://www.example.com/thanks?x=1#top", failure: /sorry }
            on_invalid: refuse
            enabled: false
            limits: { body: 4KiB }
            column_id: { from: topic, choices: { sales: 1287, jobs: 1290 }, default: 1287 }
            lead_id: customer
            lead:
              name: { from: [full_name, name], required: true }
            fields:
              title: { template: "Website: {topic}" }
            deadline: { from: call_me_at, type: datetime, zone: Europe/Berlin }
            """)
        #expect(form.sender.name == "json")
        #expect(form.sender.onInvalid == .keep)
        #expect(form.origins == .only(["https://www.example.com", "http://localhost"]))
        #expect(form.origins.allow("https://www.example.com"))
        #expect(!form.origins.allow("https://example.com"))
        #expect(form.respond == .init(success: "https://www.example.com/thanks?x=1#top", failure: "/sorry"))
        #expect(form.onInvalid == .refuse)
        #expect(!form.enabled)
        #expect(form.bodyLimit == 4096)
    }

    @Test("a form's policy is its sender's unless it says otherwise")
    func policy() throws {
        #expect(try form("sender: json\ncolumn_id: 1").onInvalid == .keep)
        #expect(try form("sender: browser\non_invalid: keep\ncolumn_id: 1").onInvalid == .keep)
    }

    @Test("an origin of * is any")
    func anyOrigin() throws {
        #expect(try form("origins: '*'\ncolumn_id: 1").origins == .any)
    }

    @Test("a file in senders/ adds a preset, or replaces one")
    func presets() throws {
        let added = try form(
            "sender: crawler\ncolumn_id: 1",
            ["senders/crawler.yaml": "accepts: json\non_invalid: keep\nrespond: json\n"])
        #expect(added.sender == SenderPreset(name: "crawler", accepts: [.json], onInvalid: .keep, respond: .json))
        let replaced = try form(
            "column_id: 1",
            ["senders/browser.yaml": "description: Ours\naccepts: [urlencoded]\non_invalid: keep\nrespond: json\n"])
        #expect(replaced.sender.description == "Ours")
        #expect(replaced.onInvalid == .keep)
    }

    @Test("a constant may come from outside")
    func substituted() throws {
        _ = try form("column_id: ${COLUMN}", environment: ["COLUMN": "1290"])
    }

    @Test("forms and presets are in alphabetical order")
    func order() throws {
        let configuration = try #require(
            load(["forms/b.yaml": smallestForm, "forms/a.yaml": smallestForm]).configuration)
        #expect(configuration.forms.map(\.name) == ["a", "b", "contact"])
        #expect(configuration.senders.map(\.name) == SenderPreset.builtInFiles.keys.sorted())
        #expect(configuration.senders.allSatisfy { !$0.description.isEmpty })
    }
}
