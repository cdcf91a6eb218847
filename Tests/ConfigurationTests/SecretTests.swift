import Bridge
import Mapping
import Testing

@testable import Configuration

@Suite("No complaint shows a secret")
struct SecretTests {
    private let marker = "s3cr3t-marker-value"

    /// Wrong main files that hold the marker, as a literal or from outside.
    static let files = [
        "store: sqlite:x\ncrm: { access_token: [MARKER] }",
        "store: sqlite:x\ncrm: { access_token: \"MARKER with spaces\" }",
        "store: sqlite:x\ncrm: { acces_token: MARKER }",
        "store: sqlite:x\ncrm: MARKER",
        "store: sqlite:x\ncrm:\n  access_token:\n    - MARKER\n",
        "store: sqlite:x\ncrm:\n  access_token: |\n    MARKER\n    MARKER\n",
        "store: sqlite:x\ncrm: { access_token: MARKER, url: MARKER@ }",
        "store: postgresql://user:MARKER@host/db\ncrm: { access_token: MARKER }",
        "store: sqlite:x\ncrm: { access_token: MARKER, url: 'https://user:MARKER@crm.example.com' }",
        "store: sqlite:x\ncrm: { access_token: MARKER\nlog: {}",
        "store: sqlite:x\naccess_token: MARKER\ncrm: { access_token: x }",
        "store: sqlite:x\ncrm: { access_token: MARKER, access_token: MARKER }",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts: [{ webhook: http://a.example/MARKER }]",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts: { to: https://a.example/MARKER }",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts: https://a.example/MARKER",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts: [{ webhok: https://a.example/MARKER }]",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts: [https://a.example/MARKER]",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts:\n  - https://a.example/MARKER\n",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts:\n  to:\n    - 'https://a.example/MARKER'\n",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts:\n  to: https://a.example/MARKER\n",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts:\n  - email: a@example.com\n    password: [MARKER]\n",
        "store: sqlite:x\ncrm: { access_token: x }\nalerts:\n  - email: a@example.com\n    password: \"MARKER\\n\"\n",
    ]

    @Test("a literal one is in no complaint, and in no line shown for it", arguments: files)
    func literal(text: String) {
        let text = text.replacing("url: MARKER@", with: "url: nothing").replacing("MARKER", with: marker)
        let loading = load(["boardbridge.yaml": text])
        #expect(!loading.complaints.isEmpty)
        for complaint in loading.complaints { #expect(!complaint.description.contains(marker)) }
        #expect(!ComplaintText(files: loading.files).text(loading.complaints).contains(marker))
    }

    @Test(
        "one from outside is in no complaint, wherever it was put",
        arguments: [
            "listen: ${S}", "public_url: ${S}", "limits: { body: '${S}' }", "loops: ${S}", "log: { level: \"${S}x\" }",
            "retry: { schedule: '${S}' }", "trusted_proxies: ['${file:secret}']", "listen: x${file:secret}y",
        ])
    func outside(line: String) {
        let loading = load(
            ["boardbridge.yaml": line + "\n" + smallestService, "secret": marker + "\n"], environment: ["S": marker])
        #expect(loading.complaints.count == 1)
        for complaint in loading.complaints { #expect(!complaint.description.contains(marker)) }
    }

    @Test(
        "nor when the rules complain of it",
        arguments: [
            "column_id: ${S}[", "column_id: { value: '${S}' }",
            "column_id: 1\nfields: { title: { template: '{${S}' } }",
            "column_id: 1\nfields: { title: { from: x, type: '${S}' } }", "column_id: 1\nsender: ${S}",
            "column_id: 1\ndeadline: { from: x, zone: '${S}' }", "column_id: 1\nlead: ${S}",
        ])
    func rules(text: String) {
        let loading = load(["forms/contact.yaml": text], environment: ["S": marker])
        #expect(!loading.complaints.isEmpty)
        for complaint in loading.complaints { #expect(!complaint.description.contains(marker)) }
    }

    @Test("what stands for a value from outside is what the file has")
    func written() {
        #expect(
            complaints(["boardbridge.yaml": "listen: ${S}\n" + smallestService], environment: ["S": "abc"]) == [
                "boardbridge.yaml:1:9: expected ADDRESS:PORT or unix:PATH, found what '${S}' stands for"
            ])
        #expect(
            complaints(["forms/contact.yaml": "column_id: 1\nsender: ${S}"], environment: ["S": "abc"]) == [
                "forms/contact.yaml:2:9: no sender is called '${S}'; there are browser, calendly, carrd, contact-form-7, elementor, fillout, fluent-forms, formspree, framer, github, google-ads, gravity-forms, hubspot, jotform, json, linkedin, make, meta-lead-ads, netlify, ninja-forms, shopify, squarespace, standard-webhooks, stripe, tally, tiktok, tilda, typeform, unbounce, webflow, wix, wpforms, zapier"
            ])
    }

    @Test("settings print no token")
    func printed() throws {
        let loading = load(["boardbridge.yaml": "store: sqlite:x\ncrm: { access_token: \(marker) }"])
        let configuration = try #require(loading.configuration)
        var dumped = ""
        dump(configuration.service, to: &dumped)
        #expect(!dumped.contains(marker))
        #expect(!"\(configuration)".contains(marker))
    }
}
