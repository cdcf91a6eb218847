import BoardCRM
import HTTPClient
import Testing

@testable import Bridge

@Suite("What a server echoes of what it was asked with does not show the token")
struct HiddenTextTests {
    private func shown(_ text: String, _ settings: FetchSettings) -> String {
        settings.hidden.reduce(text) { $1.hide(in: $0) }
    }

    @Test(
        "as it is, percent-encoded in whole or in part, in either case, and encoded twice",
        arguments: [
            "FET+CH/T K=%EN", "FET%2BCH%2FT%20K%3D%25EN", "FET%2bCH%2fT+K%3d%25EN", "FET+CH%2FT+K=%25EN",
            "%46ET+CH/T K=%EN", "FET%252BCH%252FT%2520K%253D%2525EN",
        ])
    func encoded(token: String) {
        var settings = FetchSettings()
        settings.token = Secret("FET+CH/T K=%EN")
        #expect(shown("no: /x?tok=\(token)&v=1", settings) == "no: /x?tok=[secret]&v=1")
        #expect(shown("100% FET%2BCH %2", settings) == "100% FET%2BCH %2")
    }

    @Test("basic credentials, a password in them, and headers of the form's own that are secret by their names")
    func credentials() throws {
        var settings = FetchSettings()
        settings.token = Secret("Basic bWU6b3BlbiBzZXNhbWU=")
        settings.fields = [
            try #require(HTTPField(name: "X-Api-Key", value: "k-1")),
            try #require(HTTPField(name: "X-Version", value: "v-1")),
        ]
        #expect(
            shown("Basic bWU6b3BlbiBzZXNhbWU= bWU6b3BlbiBzZXNhbWU%3D me:open sesame open%20sesame k-1 v-1", settings)
                == "[secret] [secret] [secret] [secret] [secret] v-1")
    }
}
