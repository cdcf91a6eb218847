import BoardCRM
import Bridge
import Listener
import Mapping
import Outbox
import Testing

@testable import Configuration

@Suite("The configuration that comes with the program is sound, and a manual that is true")
struct ShippedConfigurationTests {
    /// `config/` of this repository.
    static let folder: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/") + "/config"
    }()

    @Test("it loads with nothing but a token")
    func loads() throws {
        let loading = Configuration.load(directory: Self.folder, environment: ["BOARDCRM_ACCESS_TOKEN": "tok"])
        #expect(loading.complaints.map(\.description) == [])
        let configuration = try #require(loading.configuration)
        #expect(configuration.forms.map(\.name).contains("contact"))
        #expect(configuration.service.store == .sqlite(path: "/var/lib/boardbridge/boardbridge.db"))
    }

    @Test("the reference of forms is sound, is served to nobody, and shows every key and word of the language")
    func reference() throws {
        let loading = Configuration.load(directory: Self.folder, environment: ["BOARDCRM_ACCESS_TOKEN": "tok"])
        let reference = try #require(loading.configuration?.forms.first { $0.name == "reference" })
        #expect(!reference.enabled)
        let text = String(decoding: try #require(loading.files["forms/reference.yaml"]), as: UTF8.self)
        // What stands in the rules themselves, and not only in what is said about them.
        let rules = text.split(separator: "\n").filter {
            !$0.hasPrefix("#") || $0.hasPrefix("# extends") || $0.hasPrefix("# lead_id") || $0.hasPrefix("# each")
        }
        .joined(separator: "\n")
        let words = Set(rules.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        let keys = [FormKeys.shape, RespondKeys.shape, FormLimitKeys.shape, RuleKeys.shape].flatMap(\.entries).map(
            \.name)
        for word in keys + RuleVocabulary.types + RuleVocabulary.transforms {
            #expect(words.contains(word), "\(word) has no example in config/forms/reference.yaml")
        }
    }

    @Test("the texts in languages/en.yaml are those that come with the program, all of them")
    func english() throws {
        let shipped = Configuration.load(directory: Self.folder, environment: ["BOARDCRM_ACCESS_TOKEN": "tok"])
        let own = load(["boardbridge.yaml": smallestService, "forms/contact.yaml": smallestForm])
        let english = { (loading: Configuration.Loading) in loading.configuration?.languages.first { $0.tag == "en" } }
        #expect(try #require(english(shipped)) == #require(english(own)))
        let text = String(decoding: try #require(shipped.files["languages/en.yaml"]), as: UTF8.self)
        for key in PageText.allCases { #expect(text.contains("\n\(key.rawValue): ")) }
    }

    @Test("without a token it says how to give one")
    func token() {
        let loading = Configuration.load(directory: Self.folder, environment: [:])
        #expect(
            loading.complaints.map(\.message) == [
                "environment variable BOARDCRM_ACCESS_TOKEN is not set; set it, or write ${BOARDCRM_ACCESS_TOKEN:-default}"
            ])
    }

    @Test("what is commented out shows the defaults, and every key stands there")
    func defaults() throws {
        let key = String(repeating: "k", count: 32)
        let environment = ["BOARDCRM_ACCESS_TOKEN": "tok", "BOARDBRIDGE_SIGNING_KEY": key]
        let shipped = Configuration.load(directory: Self.folder, environment: environment)
        let text = String(decoding: try #require(shipped.files["boardbridge.yaml"]), as: UTF8.self)
        // A commented key is `# key:` or `#   key:` without a sentence before it.
        let lines = text.split(separator: "\n").map { line -> Substring in
            let indent = line.prefix { $0 == " " }
            let rest = line.dropFirst(indent.count)
            guard rest.hasPrefix("# ") else { return line }
            let key = rest.dropFirst(2).drop { $0 == " " }.prefix { $0.isLowercase || $0 == "_" }
            guard !key.isEmpty, rest.dropFirst(2).drop(while: { $0 == " " }).dropFirst(key.count).hasPrefix(":"),
                key != "default",
                key != "environment"
            else { return line }
            return indent + rest.dropFirst(2)
        }
        let files = [
            "boardbridge.yaml": lines.joined(separator: "\n"), "forms/contact.yaml": smallestForm,
        ]
        let loading = Configuration.load(files: files.mapValues { Array($0.utf8) }, environment: environment)
        #expect(loading.complaints.map(\.description) == [])
        let service = try #require(loading.configuration).service
        let defaults = ServiceSettings(store: service.store, crm: CRMSettings(accessToken: service.crm.accessToken))
        #expect(service.listen == defaults.listen)
        #expect(service.trustedProxies == defaults.trustedProxies)
        #expect(service.trustedProxies.field == .xForwardedFor)
        #expect(service.publicURL == "https://leads.example.com")
        #expect(service.crm.url == defaults.crm.url)
        #expect(service.crm.format == defaults.crm.format)
        #expect(service.crm.inFlight == defaults.crm.inFlight)
        #expect(service.crm.connectTime == defaults.crm.connectTime)
        #expect(service.crm.totalTime == defaults.crm.totalTime)
        #expect(service.limits == defaults.limits)
        #expect(service.alerts == defaults.alerts)
        #expect(service.log == defaults.log)
        #expect(service.loops == 2)
        guard case .schedule(let pauses) = service.retry else {
            Issue.record("no schedule")
            return
        }
        #expect(pauses.count == 7)
    }

    @Test("a full main file and a form in all forms of rules are read as one would write them")
    func complete() throws {
        let service = """
            listen: 127.0.0.1:8080            # or unix:/run/boardbridge/http.sock
            trusted_proxies: [127.0.0.1, ::1, unix]
            public_url: https://leads.example.com
            store: sqlite:/var/lib/boardbridge/boardbridge.db
            crm:
              url: https://api.boardcrm.io/api
              access_token: ${BOARDCRM_ACCESS_TOKEN}
              format: json
            """
        let form = """
            sender: browser
            origins: [https://www.example.com]
            respond: { success: https://www.example.com/thanks }
            column_id: { from: topic, choices: { sales: 1287, jobs: 1290 }, default: 1287 }
            lead:
              name:  { from: [full_name, name], required: true }
              email: { from: email, type: email }
              phone: { from: phone, type: phone, region: DE }
              note: '"First Name"'
              position: First Name
            fields:
              title:  { template: "Website: {topic}" }
              budget: { from: budget, type: integer }
              source: { value: website }
              flag: true
              answer: form_response.answers[field.ref=email].email
              raw: json(rawRequest).q4_email
            deadline: { from: call_me_at, type: datetime, zone: Europe/Berlin }
            """
        let loading = load(
            ["boardbridge.yaml": service, "forms/contact.yaml": form], environment: ["BOARDCRM_ACCESS_TOKEN": "tok"])
        #expect(loading.complaints.map(\.description) == [])
        let trusted = try #require(loading.configuration).service.trustedProxies
        #expect(trusted.networks.count == 2)
        #expect(trusted.unix)
    }

    @Test("the process's environment is read as it is")
    func environment() throws {
        let environment = ProcessEnvironment.read()
        #expect(try #require(environment["PATH"]).contains("/"))
        #expect(environment[""] == nil)
    }

    @Test("two hundred forms are read in a moment")
    func many() throws {
        let contact = try #require(
            Configuration.load(directory: Self.folder, environment: [:]).files["forms/contact.yaml"])
        var files = ["boardbridge.yaml": Array(smallestService.utf8)]
        for number in 0..<200 { files["forms/form-\(number).yaml"] = contact }
        let start = ContinuousClock.now
        let loading = Configuration.load(files: files)
        let elapsed = ContinuousClock.now - start
        #expect(loading.configuration?.forms.count == 200)
        #expect(elapsed < .seconds(10))
    }
}
