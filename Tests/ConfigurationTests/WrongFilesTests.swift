import Mapping
import Testing

@testable import Configuration

@Suite("A wrong file gets exactly the complaint that helps")
struct WrongFilesTests {
    @Test(
        "boardbridge.yaml",
        arguments: [
            ("listen: localhost", "1:9: expected ADDRESS:PORT or unix:PATH, found 'localhost'; write 127.0.0.1:8080"),
            ("listen: 8080", "1:9: expected ADDRESS:PORT or unix:PATH, found '8080'; write 127.0.0.1:8080"),
            ("listen: '*:80'", "1:9: expected ADDRESS:PORT or unix:PATH, found '*:80'; write 0.0.0.0:80"),
            (
                "listen: ::1:80",
                "1:9: expected ADDRESS:PORT or unix:PATH, found '::1:80'; write \"[::1]:8080\": an IPv6 address stands in brackets, and they in quotes"
            ),
            (
                "listen: [::1]",
                "1:10: expected ADDRESS:PORT or unix:PATH, found '::1'; write \"[::1]:8080\": an IPv6 address stands in brackets, and they in quotes"
            ),
            (
                "listen: http://127.0.0.1:8080",
                "1:9: expected ADDRESS:PORT or unix:PATH, found 'http://127.0.0.1:8080'; write it without http://"
            ),
            (
                "listen: [::1]:8080",
                "1:14: expected a key, indented like the ones above; a value that begins with [ or { and goes on behind its end stands in quotes"
            ),
            (
                "listen: example.com:80",
                "1:9: expected ADDRESS:PORT or unix:PATH, found 'example.com:80'; write an address; a name is not looked up"
            ),
            (
                "listen: 127.0.0.1:65536",
                "1:9: expected ADDRESS:PORT or unix:PATH, found '127.0.0.1:65536'; a port is a number from 0 to 65535"
            ),
            (
                "listen: /run/x.sock",
                "1:9: expected ADDRESS:PORT or unix:PATH, found '/run/x.sock'; write unix:/run/x.sock"
            ),
            ("listen: [127.0.0.1:1, 127.0.0.1:1]", "1:23: '127.0.0.1:1' stands here a second time"),
            ("listen: []", "1:9: expected ADDRESS:PORT or unix:PATH, found an empty list"),
            ("listen: [[127.0.0.1:1]]", "1:10: expected ADDRESS:PORT or unix:PATH, found a list"),
            ("listen: { proxy_protocol: true }", "1:9: 'address' is missing; write address: 127.0.0.1:8080"),
            (
                "listen: { address: 127.0.0.1:1, prox_protocol: true }",
                "1:33: unknown key 'prox_protocol'; did you mean 'proxy_protocol'?"
            ),
            ("listen: [{ address: localhost:1, mode: 0600 }]", "1:40: only a UNIX socket has a mode"),
            (
                "listen: { address: 'unix:/run/b.sock', mode: 0888 }",
                "1:46: expected a mode in octal digits such as 0660, found '0888'"
            ),
            (
                "listen: [127.0.0.1:1, { address: 127.0.0.1:1, proxy_protocol: true }]",
                "1:23: '127.0.0.1:1' stands here a second time"
            ),
            (
                "client_address: x-real-ip",
                "1:17: expected one of x-forwarded-for, forwarded, found 'x-real-ip'"
            ),
            (
                "limits: { body: 2MiB, buffered: 5MiB }",
                "1:9: buffered is less than three times body, and could not hold one"
            ),
            ("limits: { body_rate: 0 }", "1:22: expected a size from 1B to 1MiB, found '0'"),
            ("limits: { body: 1000 }", "1:17: expected a size from 1KiB to 64MiB, found '1000'"),
            ("limits: { head_time: 600 }", "1:22: expected a duration from 100ms to 5m, found '600'"),
            ("limits: { body_rate: 0B }", "1:22: expected a size from 1B to 1MiB, found '0B'"),
            ("limits: { connections_per_client: 0 }", "1:35: expected a whole number from 1 to 100000, found '0'"),
            (
                "trusted_proxies: localhost",
                "1:18: expected an IP address, a network such as 10.0.0.0/8, or unix, found 'localhost'; write 127.0.0.1 and ::1"
            ),
            (
                "trusted_proxies: 10.0.0.0/33",
                "1:18: expected an IP address, a network such as 10.0.0.0/8, or unix, found '10.0.0.0/33'; the prefix of an IPv4 network is 0 to 32"
            ),
            (
                "public_url: leads.example.com",
                "1:13: expected an https:// or http:// URL without a query, found 'leads.example.com'; write https://leads.example.com"
            ),
            (
                "public_url: https://me:pw@example.com",
                "1:13: expected an https:// or http:// URL without a query, found a URL with a user name; a URL here holds no user name and no password"
            ),
            ("limits: { body: 1MB }", "1:17: expected a size from 1KiB to 64MiB, found '1MB'; write 1MiB"),
            ("limits: { body: 1048576 }", "1:17: expected a size from 1KiB to 64MiB, found '1048576'; write 1048576B"),
            ("limits: { body: 100GiB }", "1:17: expected a size from 1KiB to 64MiB, found '100GiB'"),
            ("limits: { head_time: 10 }", "1:22: expected a duration from 100ms to 5m, found '10'; write 10s"),
            (
                "limits: { head_time: 2 minutes }",
                "1:22: expected a duration from 100ms to 5m, found '2 minutes'; write 2m"
            ),
            (
                "limits: { head_time: 99999999999999999999s }",
                "1:22: expected a duration from 100ms to 5m, found '99999999999999999999s'"
            ),
            ("limits: { fields: 1_000 }", "1:19: expected a whole number from 1 to 1000, found '1_000'; write 1000"),
            ("limits: { fields: 0777 }", "1:19: expected a whole number from 1 to 1000, found '0777'; write 777"),
            ("limits: { fields: 1e3 }", "1:19: expected a whole number from 1 to 1000, found '1e3'"),
            ("limits:", "1:8: expected limits with their values, found nothing"),
            ("retry: { schedule: [5s, soon] }", "1:25: expected a duration from 1ms to 7d, found 'soon'"),
            ("retry: [5s]", "1:8: expected schedule with a list of durations, or for, found a list"),
            (
                "log: { level: warn }",
                "1:15: expected one of debug, info, warning, error, found 'warn'; did you mean 'warning'?"
            ),
            ("log: { format: xml }", "1:16: expected one of auto, json, logfmt, found 'xml'"),
            ("loops: 0", "1:8: expected a whole number from 1 to 64, found '0'"),
            ("console: { listen: 127.0.0.1:8081 }", "1:1: 'console' is not supported in this version"),
            ("lisen: 127.0.0.1:1", "1:1: unknown key 'lisen'; did you mean 'listen'?"),
            (
                "colour: blue",
                "1:1: unknown key 'colour'; known here: alerts, client_address, crm, limits, listen, log, loops, public_url, retention, retry, signing_key, store, trusted_proxies"
            ),
            ("listen: ${PORT}", "1:9: environment variable PORT is not set; set it, or write ${PORT:-default}"),
        ])
    func service(line: String, complaint: String) {
        #expect(complaints(["boardbridge.yaml": line + "\n" + smallestService]) == ["boardbridge.yaml:\(complaint)"])
    }

    @Test(
        "the store and the CRM",
        arguments: [
            (
                "crm: { access_token: x }",
                "1:1: 'store' is missing; write store: sqlite:/var/lib/boardbridge/boardbridge.db"
            ),
            ("store: sqlite:x", "1:1: 'crm' is missing; write the board's access_token under it"),
            (
                "store: postgresql://me:pw@db/x\ncrm: { access_token: x }",
                "1:8: PostgreSQL is not supported in this version; write sqlite:PATH"
            ),
            (
                "store: mysql://me:pw@db/x\ncrm: { access_token: x }",
                "1:8: expected sqlite:PATH, found a URL with a user name"
            ),
            (
                "store: /var/x.db\ncrm: { access_token: x }",
                "1:8: expected sqlite:PATH, found '/var/x.db'; write sqlite:/var/x.db"
            ),
            (
                "store: 'sqlite::memory:'\ncrm: { access_token: x }",
                "1:8: expected sqlite:PATH, found 'sqlite::memory:'; write sqlite:/var/lib/boardbridge/boardbridge.db"
            ),
            (
                "store: sqlite:x\ncrm: {}",
                "2:6: 'access_token' is missing; write access_token: ${BOARDCRM_ACCESS_TOKEN}, and set that variable to the board's token"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: '' }",
                "2:8: 'access_token' is empty; write access_token: ${BOARDCRM_ACCESS_TOKEN}, and set that variable to the board's token"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: x, url: http://crm.example.com }",
                "2:30: expected an https:// URL without a query, or an http:// one of this machine, found 'http://crm.example.com'; write https"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: x, url: 'https://a/?token=1' }",
                "2:30: expected an https:// URL without a query, or an http:// one of this machine, found 'https://a/?token=1'"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: x, format: xml }",
                "2:33: expected one of json, urlencoded, multipart, found 'xml'"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: x, in_flight: 257 }",
                "2:36: expected a whole number from 1 to 256, found '257'"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: x, timeouts: { connect: 31s } }",
                "2:35: connect is longer than total, which holds it"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: x, rate: 0 }",
                "2:31: expected a number from 0.01 to 10000, found '0'"
            ),
            (
                "store: sqlite:x\ncrm: { access_token: x }\nretry: { schedule: [5s], for: 1d }",
                "3:31: a schedule ends by itself: write one of schedule and for"
            ),
        ])
    func required(text: String, complaint: String) {
        #expect(complaints(["boardbridge.yaml": text]) == ["boardbridge.yaml:\(complaint)"])
    }

    @Test("a form's body that the service's limits could not hold")
    func formTooLarge() {
        let service = "limits: { buffered: 5MiB }\n" + smallestService
        for (body, isSound) in [("1MiB", true), ("2MiB", false)] {
            let form = "column_id: 1\nlead: { name: name }\nlimits: { body: \(body) }"
            let complaint =
                "forms/a.yaml:3:17: body is more than a third of limits: buffered in boardbridge.yaml, which could not hold it"
            #expect(complaints(["boardbridge.yaml": service, "forms/a.yaml": form]) == (isSound ? [] : [complaint]))
        }
    }

    @Test(
        "a form",
        arguments: [
            (
                "colum_id: 1287",
                ["1:1: unknown key 'colum_id'; did you mean 'column_id'?"]
            ),
            ("column_id: 0", ["1:12: value '0' is not an id; a whole number of at least 1 is expected"]),
            ("column_id: 1\nsender: brwser", ["2:9: no sender is called 'brwser'; did you mean 'browser'?"]),
            ("column_id: 1\nsender: tilda-x", ["2:9: no sender is called 'tilda-x'; did you mean 'tilda'?"]),
            (
                "column_id: 1\norigins: [www.example.com]",
                [
                    "2:11: expected an origin such as https://www.example.com or https://*.example.com, or *, found 'www.example.com'; write https://www.example.com"
                ]
            ),
            (
                "column_id: 1\norigins: https://www.example.com/",
                [
                    "2:10: expected an origin such as https://www.example.com or https://*.example.com, or *, found 'https://www.example.com/'; write https://www.example.com"
                ]
            ),
            (
                "column_id: 1\norigins: https://www.*.example.com",
                [
                    "2:10: expected an origin such as https://www.example.com or https://*.example.com, or *, found 'https://www.*.example.com'; a star stands first and for whole labels: https://*.example.com"
                ]
            ),
            (
                "column_id: 1\nrespond: { success: //evil.example }",
                ["2:21: expected an https:// or http:// URL, or a path that starts with '/', found '//evil.example'"]
            ),
            (
                "column_id: 1\nrespond: { success: \"https://a/\\r\\nX: y\" }",
                [
                    "2:21: expected an https:// or http:// URL, or a path that starts with '/', found 'https://a/\\r\\nX: y'; write other characters than ASCII's as %XX, and a host in its xn-- form"
                ]
            ),
            ("column_id: 1\non_invalid: drop", ["2:13: expected one of refuse, keep, found 'drop'"]),
            ("column_id: 1\nenabled: yes", ["2:10: expected true or false, found 'yes'; write true"]),
            ("column_id: 1\nenabled: Off", ["2:10: expected true or false, found 'Off'; write false"]),
            (
                "column_id: 1\nverify: { secrt: x }",
                [
                    "2:9: 'by' is missing; write by: path (the address is /f/FORM/SECRET then), by: header where it can send one, or another proof",
                    "2:11: unknown key 'secrt'; did you mean 'secret'?",
                ]
            ),
            (
                "column_id: 1\nverify: { by: bearer }",
                [
                    "2:9: 'secret' is missing; write secret: \"${FORM_SECRET}\", and set that variable to what the sender shows; without it nobody is let in"
                ]
            ),
            (
                "column_id: 1\nverify: { by: bearer, secret: '' }",
                ["2:23: 'secret' is empty, and nobody would be let in"]
            ),
            (
                "column_id: 1\nverify: { by: bearer, secret: [] }",
                ["2:23: 'secret' is an empty list, and nobody would be let in"]
            ),
            (
                "column_id: 1\nverify: { by: bearer, secret: x, encoding: hex }",
                ["2:34: 'encoding' has no use beside by: bearer"]
            ),
            (
                "column_id: 1\nverify: { by: path, secret: short }",
                [
                    "2:21: 'secret' is a part of the address here: at least 16 of A-Z a-z 0-9 - . _ ~; `openssl rand -hex 16` makes one"
                ]
            ),
            (
                "column_id: 1\nverify: { by: signature, header: 'X-S:', secret: x, secret_as: whsec, signed: '{time}' }",
                [
                    "2:34: expected a header's name such as X-Signature, found 'X-S:'; write it without its colon",
                    "2:42: 'secret' is not whsec_ and base64 behind it, as secret_as says",
                    "2:79: expected what is signed, such as \"{time}.{body}\", found '{time}'; what is signed must hold {body}",
                ]
            ),
            (
                "column_id: 1\nverify: { by: signature, header: X-S, secret: x, signed: '{time}{url}{body}' }",
                [
                    "2:9: 'time' is missing; write where the {time} of signed stands: a header, or t= in the signature's",
                    "2:58: {url} is what the outside posts to: write public_url in boardbridge.yaml",
                ]
            ),
            (
                "column_id: 1\nverify: { by: signature, header: X-S, secret: x, time: X-T }",
                [
                    "2:9: the time is no part of what is signed, so that anybody could change it: write {time} into signed"
                ]
            ),
            (
                "column_id: 1\nverify: { by: jwt, header: X-S, secret: x }",
                ["2:9: 'digest_claim' is missing; write the claim that holds the SHA-256 of the content"]
            ),
            (
                "column_id: 1\nverify: { by: jwt, algorithm: RS256, public_key: x }",
                [
                    "2:38: 'public_key' is no RSA key of 2048 bits or more: PEM that begins with BEGIN PUBLIC KEY is expected"
                ]
            ),
            (
                "column_id: 1\nverify: { by: jwt, algorithm: none, secret: x }",
                ["2:31: expected one of sha1, sha256, sha512, ed25519, HS256, RS256, found 'none'"]
            ),
            (
                "column_id: 1\nverify: { by: address }",
                ["2:9: 'addresses' is missing; write where it may come from, such as [203.0.113.0/24]"]
            ),
            (
                "column_id: 1\nhandshake: { by: hub_challenge }",
                ["2:12: 'token' is missing; write token: ${VERIFY_TOKEN}, the word that you gave the sender to show"]
            ),
            (
                "column_id: 1\ncrm: {}",
                [
                    "2:6: 'access_token' is missing; write access_token: ${OTHER_BOARD_TOKEN}, and set that variable to the board's token"
                ]
            ),
            (
                "column_id: 1\ndedupe: {}\nignore_if: x\nrest: []\nutm: yes\nrequired_one_of: lead.email",
                [
                    "2:9: expected a key, a window or both, found neither",
                    "3:12: expected a condition such as { path: test, equals: test }, found a single value",
                    "4:7: expected a target such as fields.description, found a list",
                    "5:6: expected auto, or names with their targets such as { utm_source: fields.source }, found 'yes'",
                    "6:18: expected a list of targets such as [lead.email, lead.phone], found 'lead.email'",
                ]
            ),
            (
                "column_id: 1\ndedupe: { window: 5m }\nignore_if: { equals: x }\nrest: { too: lead.note }\nutm: { utm_src: lead.note }",
                [
                    "2:19: expected a duration from 1s to 1m, found '5m'",
                    "3:12: 'path' is missing; write where to look, such as path: test",
                    "4:9: unknown key 'too'; did you mean 'to'?",
                    "5:6: expected auto, or names with their targets such as { utm_source: fields.source }, found neither",
                    "5:8: unknown key 'utm_src'; did you mean 'utm_source'?",
                ]
            ),
            (
                "column_id: 1\ndedupe: { key: id, window: 31d }\nignore_if: []\nrequired_one_of: [[lead.email], x]\nrest: { to: fields.a, except: [] }",
                [
                    "2:28: expected a duration from 1s to 30d, found '31d'",
                    "3:12: expected a condition such as { path: test, equals: test }, found an empty list",
                    "4:19: 'required_one_of' has at least two targets; for one write required: true in its rule",
                    "4:33: expected a list of targets, as another one here is, found 'x'",
                    "5:31: expected a path, found an empty list",
                ]
            ),
            ("column_id: 1\nlead: email", ["2:7: expected the lead's attributes with their rules, found 'email'"]),
            ("column_id: 1\nlead: { emial: email }", ["2:9: a lead has no 'emial'; did you mean 'email'?"]),
            (
                "column_id: 1\nfields: { a name: x }",
                ["2:11: 'a name' is no alias; 1 to 15 of A-Z a-z 0-9 _ - are expected"]
            ),
            (
                "column_id: 1\nfields: { title: { from: x, type: txt } }",
                ["2:35: unknown type 'txt'; did you mean 'text'?"]
            ),
            (
                "column_id: 1\nfields: { title: { jq: \".x |\" } }",
                ["2:24: jq does not compile: syntax error, unexpected end of the program"]
            ),
            ("column_id: { from: topic, choises: { a: 1 } }", ["1:27: unknown key 'choises'; did you mean 'choices'?"]),
            ("- a\n- b", ["1:1: expected a form's settings, found a list"]),
            ("", ["1:1: this file is empty"]),
            ("column_id: 1\ncolumn_id: 2", ["2:1: 'column_id' stands here a second time; the first is in line 1"]),
        ])
    func form(text: String, expected: [String]) {
        #expect(complaints(["forms/contact.yaml": text]) == expected.map { "forms/contact.yaml:\($0)" })
    }

    @Test(
        "a sender",
        arguments: [
            (
                "accepts: [json, xml]\non_invalid: keep\nrespond: json",
                ["1:17: expected one of urlencoded, multipart, json, jwt, found 'xml'"]
            ),
            ("accept: json\non_invalid: keep\nrespond: json", ["1:1: unknown key 'accept'; did you mean 'accepts'?"]),
            (
                "respond: json",
                [
                    "1:1: 'accepts' is missing; write what it may send, such as [urlencoded, json]",
                    "1:1: 'on_invalid' is missing; write refuse or keep",
                ]
            ),
        ])
    func sender(text: String, expected: [String]) {
        #expect(complaints(["senders/mine.yaml": text]) == expected.map { "senders/mine.yaml:\($0)" })
    }

    @Test("all files' complaints are told at once, by file and line, and there are no settings")
    func all() {
        let loading = load([
            "senders/mine.yaml": "accepts: [json]\non_invalid: kep\nrespond: json",
            "forms/contact.yaml":
                "sender: mine\ncolumn_id: 1\nlead:\n  name: { from: name, requird: true }\n  emial: email\n",
            "forms/broken.yaml": "a: 'b",
            "boardbridge.yaml": "loops: many\nstore: sqlite:x\ncrm: { access_token: x, url: 5 }",
        ])
        #expect(loading.configuration == nil)
        #expect(
            loading.complaints.map(\.description) == [
                "boardbridge.yaml:1:8: expected a whole number from 1 to 64, found 'many'",
                "boardbridge.yaml:3:30: expected an https:// URL without a query, or an http:// one of this machine, found '5'",
                "forms/broken.yaml:1:4: this quote is not closed",
                "forms/contact.yaml:4:23: unknown key 'requird'; did you mean 'required'?",
                "forms/contact.yaml:5:3: a lead has no 'emial'; did you mean 'email'?",
                "senders/mine.yaml:2:13: expected one of refuse, keep, found 'kep'; did you mean 'keep'?",
            ])
    }

    @Test("an alias does not repeat a complaint")
    func aliases() {
        let text = "column_id: 1\nfields:\n  a: &x { from: a, typ: text }\n  b: *x\n"
        #expect(
            complaints(["forms/contact.yaml": text]) == [
                "forms/contact.yaml:3:20: unknown key 'typ'; did you mean 'type'?"
            ])
    }

    @Test("what is missing and what is misnamed is told")
    func files() {
        func lines(_ files: [String: String]) -> [String] {
            Configuration.load(files: files.mapValues { Array($0.utf8) }).complaints.map(\.description)
        }
        #expect(
            lines([:]) == [
                "boardbridge.yaml:1:1: no such file or folder",
                "forms:1:1: there is no form; write one, such as forms/contact.yaml",
            ])
        #expect(
            lines([
                "boardbridge.yaml": smallestService, "forms/Contact Us.yaml": smallestForm, "forms/b.yml": smallestForm,
            ]) == [
                "forms/Contact Us.yaml:1:1: a form is named by its file, and a name is 1 to 64 of a-z, 0-9, _ and -",
                "forms/b.yml:1:1: files that end in .yml are not read; end its name in .yaml",
            ])
        let large = smallestForm + String(repeating: "#", count: 1 << 20)
        #expect(complaints(["forms/contact.yaml": large]) == ["forms/contact.yaml:1:1: this file is larger than 1MiB"])
    }
}
