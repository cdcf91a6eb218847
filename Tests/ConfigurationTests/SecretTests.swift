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

    @Test(
        "an address from outside is shown where it is wrong, unless it may be a secret",
        arguments: [
            ("listen: ${LISTEN_ON}", "LISTEN_ON", "abc", "'abc', which is what '${LISTEN_ON}' stands for"),
            (
                "listen: ${LISTEN_ON:-127.0.0.1}", "X", "",
                "'127.0.0.1', which is what '${LISTEN_ON:-127.0.0.1}' stands for; write 127.0.0.1:8080"
            ),
            ("public_url: ${SITE_URL}", "SITE_URL", "a.example", "'a.example', which is what '${SITE_URL}' stands for"),
            ("public_url: ${SITE_URL}", "SITE_URL", "https://a:b@c/?", "what '${SITE_URL}' stands for"),
            ("public_url: ${HOOK_URL}", "HOOK_URL", "abc", "what '${HOOK_URL}' stands for"),
            ("listen: ${S}", "S", "abc", "what '${S}' stands for"),
            ("loops: ${PORT}", "PORT", "abc", "what '${PORT}' stands for"),
        ])
    func shown(line: String, name: String, value: String, found: String) {
        let told = complaints(["boardbridge.yaml": line + "\n" + smallestService], environment: [name: value])
        #expect(told.count == 1 && told.first?.contains(", found " + found) == true, "\(told)")
    }

    @Test("one that stands elsewhere for a secret is not shown")
    func both() {
        let told = complaints(
            ["boardbridge.yaml": "listen: ${LISTEN_ON}\npublic_url: ${TOKEN}\n" + smallestService],
            environment: ["LISTEN_ON": "same", "TOKEN": "same"])
        #expect(told.count == 2)
        for complaint in told { #expect(!complaint.contains("same")) }
    }

    @Test("what stands for a value from outside is what the file has")
    func written() {
        #expect(
            complaints(["boardbridge.yaml": "listen: ${S}\n" + smallestService], environment: ["S": "abc"]) == [
                "boardbridge.yaml:1:9: expected ADDRESS:PORT or unix:PATH, found what '${S}' stands for"
            ])
        #expect(
            complaints(["forms/contact.yaml": "column_id: 1\nsender: ${S}"], environment: ["S": "abc"]) == [
                "forms/contact.yaml:2:9: no sender is called '${S}'; there are browser, calendly, carrd, contact-form-7, elementor, fillout, fluent-forms, formspree, framer, github, google-ads, gravity-forms, hubspot, jotform, json, linkedin, make, meta-lead-ads, netlify, ninja-forms, shopify, squarespace, standard-webhooks, stripe, svix, tally, tiktok, tilda, typeform, unbounce, webflow, wix, wpforms, zapier"
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
