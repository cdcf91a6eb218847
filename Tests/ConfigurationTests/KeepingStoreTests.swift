import BoardCRM
import Bridge
import Testing

@testable import Configuration

@Suite("A store can be looked after while the rest of the configuration is wrong")
struct KeepingStoreTests {
    @Test("wrong forms, a missing variable, an unknown key and a broken preset are in nobody's way")
    func keeping() throws {
        let loading = load([
            "boardbridge.yaml":
                "store: sqlite:bridge.db\nlooops: 2\ncrm: { access_token: '${NOT_SET}', reference: ref }",
            "forms/good.yaml": "column_id: 1\nlead: { name: name }\n", "forms/wrong.yaml": "colunm: 1\n",
            "senders/mine.yaml": "accepts: [xml]\n", "forms/of-mine.yaml": "sender: mine\ncolumn_id: 1\n",
        ])
        #expect(loading.configuration == nil)
        let kept = try #require(loading.keepingStore)
        #expect(kept.service.store == .sqlite(path: "/etc/bridge/bridge.db"))
        #expect(kept.service.crm.reference?.text == "ref")
        #expect(kept.forms.map(\.name) == ["contact", "good"])
        #expect(loading.formNames == ["contact", "good", "of-mine", "wrong"])
    }

    @Test(
        "where it is not said which store it is, there is nothing to look after",
        arguments: [
            "crm: { access_token: x }", "store: sqlite:${NOT_SET}\ncrm: { access_token: x }", "store: [",
            "store: mysql:x",
        ])
    func none(service: String) { #expect(load(["boardbridge.yaml": service]).keepingStore == nil) }
}
