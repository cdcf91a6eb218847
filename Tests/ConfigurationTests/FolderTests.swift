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
        #expect(configuration.senders.map(\.name) == ["browser", "json", "mine"])
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
