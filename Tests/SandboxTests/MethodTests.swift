import Sandbox
import TestKit
import Testing

@Suite("Methods and access")
struct MethodTests {
    @Test("without the right token every method, known or not, answers 4030", arguments: ["offer/create", "no/such"])
    func access(method: String) async throws {
        try await Sandbox.run { sandbox in
            for content in [#"{"access_token":"wrong"}"#, "{}", #"{"access_token":["right"]}"#] {
                let answer = try await sandbox.post(method, jsonType, content).value
                #expect(answer["status"] == false)
                #expect(answer["error"] == 4030)
                #expect(answer["message"]?.text != nil)
            }
        }
    }

    @Test("a token in the address counts for nothing")
    func tokenInAddress() async throws {
        try await Sandbox.run { sandbox in
            let answer = try await sandbox.post("field/list?access_token=right", jsonType, "{}").value
            #expect(answer["error"] == 4030)
        }
    }

    @Test("an unknown method is a JSON error")
    func unknownMethod() async throws {
        try await Sandbox.run { sandbox in
            let answer = try await sandbox.call("offer/conjure")
            #expect(answer["status"] == false)
            #expect(answer["message"] == "Unknown method")
        }
    }

    @Test("only POST is allowed")
    func onlyPost() async throws {
        try await Sandbox.run { sandbox in
            let answer = await sandbox.get("/api/offer/create")
            #expect(answer.status == 405)
            #expect(answer.field("Allow") == "POST")
            let value = try answer.value
            #expect(value["status"] == false)
        }
    }

    @Test("broken content and unknown content types are told in JSON")
    func brokenContent() async throws {
        try await Sandbox.run { sandbox in
            let broken = await sandbox.post("offer/create", jsonType, #"{"access_token":"right","#)
            #expect(broken.status == 400)
            let brokenValue = try broken.value
            #expect(brokenValue["status"] == false)
            let list = await sandbox.post("offer/create", jsonType, "[]")
            let listValue = try list.value
            #expect(listValue["message"] == "The parameters must be a JSON object")
            let xml = await sandbox.post("offer/create", "Content-Type: application/xml", "<a/>")
            #expect(xml.status == 415)
            let xmlValue = try xml.value
            #expect(xmlValue["status"] == false)
        }
    }

    @Test("field/list is an object by field id")
    func fieldList() async throws {
        try await Sandbox.run { sandbox in
            let data = try #require(try await sandbox.call("field/list")["data"]?.members)
            #expect(data.count == SandboxBoard.standard.fields.count)
            for member in data { #expect(member.value["id"]?.integer.map(String.init) == member.name) }
            let title = try #require(data.first { $0.value["alias"] == "title" }?.value)
            #expect(title["required"] == false)
            #expect(title["maxLength"] == 255)
        }
    }

    @Test("leads are listed the newest first, page by page, and found by id")
    func leads() async throws {
        try await Sandbox.run { sandbox in
            for name in ["One", "Two", "Three"] {
                _ = try await sandbox.call("offer/create", #""lead":{"name":"\#(name)"}"#)
            }
            let first = try await sandbox.call("lead/list", #""limit":2,"page":1"#)
            #expect(first["data"]?["total"] == 3)
            #expect(first["data"]?["leads"]?.elements?.map { $0["name"] } == ["Three", "Two"])
            let second = try await sandbox.call("lead/list", #""limit":2,"page":2"#)
            #expect(second["data"]?["leads"]?.elements?.map { $0["name"] } == ["One"])
            let id = try #require(second["data"]?["leads"]?[0]?["id"]?.integer)
            #expect(try await sandbox.call("lead/get", "\"id\":\(id)")["data"]?["name"] == "One")
            #expect(try await sandbox.call("lead/get", "\"id\":1")["details"]?["id"] == "Lead not found")
            #expect(try await sandbox.call("lead/list", #""page":0"#)["details"]?["page"] != nil)
        }
    }

    @Test("a comment is counted on its deal")
    func comments() async throws {
        try await Sandbox.run { sandbox in
            let id = try #require(try await sandbox.call("offer/create")["data"]?["id"]?.integer)
            let comment = try await sandbox.call("comment/create", #""offer_id":\#(id),"text":"Called back""#)
            #expect(comment["data"]?["offer_id"]?.integer == id)
            #expect(try await sandbox.call("offer/get", "\"id\":\(id)")["data"]?["comment_cnt"] == 1)
            let bad = try await sandbox.call("comment/create", #""offer_id":1,"text":"""#)
            #expect(bad["details"]?.members?.map(\.name) == ["offer_id", "text"])
        }
    }
}
