import Bridge
import Testing

@testable import Configuration

@Suite("One form can be tried while others are wrong")
struct TryingOneFormTests {
    private let files = [
        "forms/_base.yaml": "column_id: 1\n", "forms/_broken.yaml": "colunm: 1\n",
        "forms/good.yaml": "extends: _base.yaml\norigins: '*'\nlead: { name: name }\n",
        "forms/wrong.yaml": "column_id: 1\nlead: { nmae: name }\n",
        "forms/heir.yaml": "extends: _broken.yaml\ncolumn_id: 1\n", "forms/second.yaml": "extends: _broken.yaml\n",
        "forms/unset.yaml": "column_id: 1\nenabled: ${NOT_SET}\n",
    ]

    @Test("a sound one has its settings and the service's, and the wrong ones are not among the forms")
    func sound() throws {
        let loading = load(files)
        #expect(loading.configuration == nil)
        let configuration = try #require(loading.configuration(trying: "good"))
        #expect(configuration.forms.map(\.name) == ["contact", "good"])
        #expect(configuration.service.store == .sqlite(path: "/etc/bridge/bridge.db"))
    }

    @Test(
        "one that is wrong itself, or in what it extends, has none",
        arguments: ["wrong", "heir", "second", "unset", "_base", "none"])
    func wrong(form: String) {
        #expect(load(files).configuration(trying: form) == nil)
    }

    @Test("what concerns all of them is in every form's way")
    func everyone() {
        let wrong = files.merging(["boardbridge.yaml": "looops: 2\n" + smallestService]) { $1 }
        #expect(load(wrong).configuration(trying: "good") == nil)
    }

    @Test("a sender's wrong file is in the way of its own forms alone")
    func senders() throws {
        let mine = ["senders/mine.yaml": "accepts: [xml]\n", "forms/theirs.yaml": "sender: mine\ncolumn_id: 1\n"]
        let loading = load(files.merging(mine) { $1 })
        let configuration = try #require(loading.configuration(trying: "good"))
        #expect(configuration.forms.map(\.name) == ["contact", "good"])
        #expect(loading.configuration(trying: "theirs") == nil)
    }

    @Test("where nothing is wrong it is the whole configuration")
    func all() throws {
        let loading = load()
        #expect(try #require(loading.configuration(trying: "contact")).forms.count == 1)
    }
}
