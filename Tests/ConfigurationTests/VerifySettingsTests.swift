import Bridge
import Mapping
import Testing
import Verification

@testable import Configuration

@Suite("A form puts its secret to what its sender's preset knows")
struct VerifySettingsTests {
    private func form(_ text: String, environment: [String: String] = [:]) throws -> FormSettings {
        let loading = load(["forms/contact.yaml": text], environment: environment)
        #expect(loading.complaints.map(\.description) == [])
        return try #require(loading.configuration?.forms.first { $0.name == "contact" })
    }

    private func complaints(_ text: String, environment: [String: String] = [:]) -> [String] {
        load(["forms/contact.yaml": text], environment: environment).complaints.map(\.description)
    }

    @Test("a secret is enough, and anything of the preset may be said otherwise")
    func preset() throws {
        let typeform = try form("sender: typeform\nverify: { secret: s }\ncolumn_id: 1")
        guard case .signature(let scheme) = typeform.verifier?.proof else {
            Issue.record("no signature")
            return
        }
        #expect(scheme.header == "Typeform-Signature")
        #expect(scheme.encoding == .base64)
        #expect(typeform.verifier?.keys.secrets.count == 1)
        let stripe = try form("sender: stripe\nverify: { secret: [a, b], tolerance: 10m }\ncolumn_id: 1")
        guard case .signature(let scheme) = stripe.verifier?.proof else {
            Issue.record("no signature")
            return
        }
        #expect(scheme.tolerance == 600_000)
        #expect(scheme.time == .element("t="))
        #expect(stripe.verifier?.keys.secrets.count == 2)
    }

    @Test("by takes the place of all that the preset says, and false opens the form")
    func instead() throws {
        let own = try form("sender: typeform\nverify: { by: bearer, secret: s }\ncolumn_id: 1")
        #expect(own.verifier?.proof == .bearer)
        let open = try form("sender: typeform\nverify: false\ncolumn_id: 1")
        #expect(open.verifier == nil)
    }

    @Test("a sender that signs is never open by what a form leaves out")
    func missing() {
        #expect(
            complaints("sender: stripe\ncolumn_id: 1") == [
                "forms/contact.yaml:1:1: stripe proves its posts: write verify: { secret: \"${FORM_SECRET}\" } with the secret that it shows, or verify: false to let anybody post"
            ])
        for verify in [
            "verify:", "verify: {}", "verify: { secret: '' }", "verify: { secret: [] }", "verify: { secret: ['', a] }",
            "verify: { secret: '${NONE:-}' }", "verify: { secret: '${NONE}' }", "verify: { secret: { a: b } }",
            "verify: { by: address }", "verify: { by: }", "verify: true", "verify: { tolerance: 10m }", "verify: none",
        ] {
            let loading = load(["forms/contact.yaml": "sender: stripe\n\(verify)\ncolumn_id: 1"])
            #expect(!loading.complaints.isEmpty, "\(verify)")
            #expect(loading.configuration == nil)
        }
    }

    @Test("no complaint shows a secret, from wherever it came")
    func silence() {
        for text in [
            "verify: { by: path, secret: mark }", "verify: { by: signature, header: X, secret: mark, secret_as: hex }",
            "verify: { by: path, secret: '${MARK}' }", "verify: { by: jwt, algorithm: RS256, public_key: mark }",
            "verify: [mark]", "verify: { secret: mark, by: mark-is-no-kind }", "handshake: { by: websub, token: mark }",
        ] {
            let told = complaints("\(text)\ncolumn_id: 1", environment: ["MARK": "mark"]).joined()
            #expect(!told.replacing("mark-is-no-kind", with: "").contains("mark"), "\(told)")
        }
    }

    @Test("a service that signs nothing is warned of, until the form says how it is told")
    func unsigned() throws {
        func warnings(_ lines: String) -> [String] {
            load(["forms/contact.yaml": "sender: tilda\n\(lines)\ncolumn_id: 1"]).warnings.map(\.message)
        }
        #expect(
            warnings("") == [
                "tilda signs nothing, so that anybody may post here; write verify: { by: path, secret: \"${FORM_SECRET}\" } and give it the address /f/contact/SECRET, or verify: false"
            ])
        #expect(warnings("verify: false") == [])
        #expect(warnings("verify: { by: path, secret: 0123456789abcdef }") == [])
    }

    @Test("what a sender ignores adds to what the form ignores; an event's id is the form's, if it says one")
    func whole() throws {
        let typeform = try form(
            "sender: typeform\nverify: false\nignore_if: { path: answers.x, equals: y }\ncolumn_id: 1")
        #expect(typeform.definition?.whole.ignoreIf.map(\.path.value) == ["answers.x", "event_type"])
        #expect(typeform.definition?.whole.dedupeKey.map(\.value) == ["event_id"])
        let own = try form("sender: typeform\nverify: false\ndedupe: { key: answers.email }\ncolumn_id: 1")
        #expect(own.definition?.whole.dedupeKey.map(\.value) == ["answers.email"])
    }

    @Test("what is wrong in a sender's file is told at its own place, once for all forms")
    func senderFile() {
        let loading = load([
            "senders/mine.yaml":
                "accepts: json\non_invalid: keep\nrespond: json\nverify: { by: signature, encoding: hexx }\npaths: { a: x..y, b: { list: c } }\n",
            "forms/a.yaml": "sender: mine\nverify: { secret: s }\ncolumn_id: 1",
            "forms/contact.yaml": "sender: mine\nverify: { secret: s }\ncolumn_id: 1",
        ])
        #expect(
            loading.complaints.map(\.description) == [
                "senders/mine.yaml:4:9: 'header' is missing; write header: X-Signature, as the sender calls it",
                "senders/mine.yaml:4:36: expected one of hex, base64, base64url, found 'hexx'; did you mean 'hex'?",
                "senders/mine.yaml:5:22: 'by' is missing; write what names a question in an element, such as label",
            ])
    }

    @Test("a short name that is no path is told where the preset has it")
    func shortName() {
        let loading = load([
            "senders/mine.yaml": "accepts: json\non_invalid: keep\nrespond: json\npaths: { a: x..y }\n",
            "forms/contact.yaml": "sender: mine\ncolumn_id: 1",
        ])
        #expect(
            loading.complaints.map(\.description) == [
                "senders/mine.yaml:4:13: path 'x..y': a name is expected here (at character 3)"
            ])
    }
}
