import BoardCRM
import Bridge
import Mapping
import Testing

@testable import Configuration

@Suite("A configuration is read from its folder")
struct FolderTests {
    @Test("forms, senders, secrets and paths that start at the folder")
    func sound() throws {
        let folder = try ConfigurationFolder()
        try folder.make("forms")
        try folder.make("senders")
        try folder.write("store: sqlite:data/x.db\ncrm: { access_token: '${file:token}' }\n", to: "boardbridge.yaml")
        try folder.write("tok-1\n", to: "token")
        try folder.write("column_id: ${C}\nsender: mine\n", to: "forms/a.yaml")
        try folder.write("not read", to: "forms/.b.yaml.swp")
        try folder.write("not read", to: "forms/a.yaml~")
        try folder.write("accepts: json\non_invalid: keep\nrespond: json\n", to: "senders/mine.yaml")
        let loading = folder.load(["C": "7"])
        #expect(loading.complaints.map(\.description) == [])
        let configuration = try #require(loading.configuration)
        #expect(configuration.service.store == .sqlite(path: "\(folder.path)/data/x.db"))
        #expect(configuration.service.crm.accessToken.revealed() == "tok-1")
        #expect(configuration.forms.map(\.sender.name) == ["mine"])
        #expect(configuration.senders.map(\.name) == (SenderPreset.builtInFiles.keys + ["mine"]).sorted())
    }

    @Test("an old copy of a preset is told; one that is still the same, or has words of its own, is not")
    func oldCopy() throws {
        let own = String(decoding: try #require(SenderPreset.builtInFiles["tally"]), as: UTF8.self)
        let old = own.replacing("id: eventId\n", with: "")
        for (text, isTold) in [
            (own, false), (old, true), (old.replacing("description: Tally", with: "description: Our Tally"), false),
        ] {
            let files = [
                "boardbridge.yaml": "store: sqlite:x.db\ncrm: { access_token: x }\n", "senders/tally.yaml": text,
                "forms/a.yaml": "column_id: 7\nsender: carrd\n",
            ]
            let loading = Configuration.load(files: files.mapValues { Array($0.utf8) })
            #expect(loading.complaints.map(\.description) == [])
            let warnings = loading.warnings.map(\.description)
            #expect(
                warnings.contains { $0.hasPrefix("senders/tally.yaml:1:1: warning: this takes the place") } == isTold)
            // Who posts to carrd's form is a page, of which there is one warning.
            #expect(warnings.filter { $0.hasPrefix("forms/a.yaml") }.count == 1)
            #expect(warnings.contains { $0.contains("name yours in origins") })
        }
    }

    @Test("a folder that is not there")
    func missing() {
        let loading = Configuration.load(directory: "/nowhere/bridge", environment: [:])
        #expect(
            loading.complaints.map(\.description) == [
                "/nowhere/bridge:1:1: the configuration's folder: no such file or folder"
            ])
        #expect(loading.configuration == nil)
    }

    @Test("an empty folder lacks a main file and a form")
    func empty() throws {
        #expect(
            try ConfigurationFolder().load().complaints.map(\.description) == [
                "boardbridge.yaml:1:1: no such file or folder",
                "forms:1:1: there is no form; write one, such as forms/contact.yaml",
            ])
    }

    @Test("what is no regular file, or too large, is not read and not waited for")
    func odd() throws {
        let folder = try ConfigurationFolder()
        try folder.make("forms")
        folder.makePipe("boardbridge.yaml")
        folder.makePipe("pipe")
        try folder.write("column_id: ${file:pipe}\non_invalid: ${file:nowhere}\n", to: "forms/a.yaml")
        try folder.write(String(repeating: "#", count: 1 << 20) + "#", to: "forms/b.yaml")
        #expect(
            folder.load().complaints.map(\.description) == [
                "boardbridge.yaml:1:1: this is not a regular file",
                "forms/a.yaml:1:12: '${file:pipe}': this is not a regular file",
                "forms/a.yaml:2:13: '${file:nowhere}': no such file or folder",
                "forms/b.yaml:1:1: this file is larger than 1MiB",
            ])
    }
}

@Suite("What is most likely not meant is warned of")
struct WarningTests {
    /// A folder whose main file, form and secret have these permissions.
    private func folder(_ token: String, mode: Int, parent: Int = 0o755) throws -> ConfigurationFolder {
        let folder = try ConfigurationFolder()
        try folder.make("forms")
        try folder.write("store: sqlite:x.db\ncrm: { access_token: \(token) }\n", to: "boardbridge.yaml")
        try folder.write("column_id: 7\nsender: json\n", to: "forms/a.yaml")
        try folder.write("tok-1\n", to: "token")
        for file in ["boardbridge.yaml", "token"] { try folder.setMode(mode, of: file) }
        try folder.setMode(parent, of: ".")
        return folder
    }

    @Test("a token in a file that every user may read")
    func literalToken() throws {
        #expect(
            try folder("tok-1", mode: 0o644).load().warnings.map(\.description) == [
                "boardbridge.yaml:2:8: warning: every user of this machine may read this file and the token in it; write "
                    + "access_token: ${BOARDCRM_ACCESS_TOKEN} or ${file:PATH}, or take that right away: chmod o-r boardbridge.yaml"
            ])
        #expect(try folder("tok-1", mode: 0o640).load().warnings == [])
        #expect(try folder("tok-1", mode: 0o644, parent: 0o750).load().warnings == [])
        #expect(try folder("${TOKEN}", mode: 0o644).load(["TOKEN": "tok-1"]).warnings == [])
    }

    @Test("a secret's own file that every user may read")
    func openFile() throws {
        #expect(
            try folder("'${file:token}'", mode: 0o644).load().warnings.map(\.description) == [
                "boardbridge.yaml:2:22: warning: every user of this machine may read the file of '${file:token}'; take that right "
                    + "away: chmod o-r token"
            ])
        #expect(try folder("'${file:token}'", mode: 0o600).load().warnings == [])
    }

    @Test("a browser's form without origins takes any; a webhook's, and one that says so, is not warned of")
    func origins() {
        func warnings(_ form: String) -> [String] { load(["forms/contact.yaml": form]).warnings.map(\.description) }
        #expect(
            warnings("column_id: 1\n") == [
                "forms/contact.yaml:1:1: warning: pages of any website may post to this form; name yours in origins, or write "
                    + "origins: '*' for any"
            ])
        #expect(warnings("column_id: 1\norigins: '*'\n") == [])
        #expect(warnings("column_id: 1\nenabled: false\n") == [])
        #expect(warnings("column_id: 1\nsender: json\n") == [])
        // With an error beside it, both are told.
        let loading = load(["forms/contact.yaml": "column_id: 0\n"])
        #expect(loading.complaints.count == 1)
        #expect(loading.warnings.count == 1)
    }

    @Test("two files for one name")
    func names() {
        let files = [
            "forms/a.yaml": smallestForm, "forms/a.yml": smallestForm, "forms/A.yaml": smallestForm,
            "forms/B.yaml": smallestForm,
        ]
        #expect(
            complaints(files) == [
                "forms/A.yaml:1:1: this has the same name as forms/a.yaml but for capital letters; remove one",
                "forms/B.yaml:1:1: a form is named by its file, and a name is 1 to 64 of a-z, 0-9, _ and -",
                "forms/a.yml:1:1: files that end in .yml are not read; forms/a.yaml is, so remove this one",
            ])
    }
}
