import BoardCRM
import Sandbox
import Testing

@Suite("offer/create")
struct OfferCreateTests {
    private let whole = """
        "column_id":1290,"lead":{"name":"Ada Lovelace","email":"ada@example.com","phone":"+12025550147"},\
        "fields":{"title":"Website: sales","budget":2400},"deadline":"2027-11-27 14:27:13"
        """

    @Test("a deal with its lead is made, and answered with the attributes that the reference lists")
    func wholeDeal() async throws {
        try await Sandbox.run { sandbox in
            let answer = try await sandbox.call("offer/create", whole)
            #expect(answer["status"] == true)
            let data = try #require(answer["data"])
            #expect(
                data.members?.map(\.name) == [
                    "id", "column_id", "lead_id", "reason_id", "comment_cnt", "created_at", "updated_at",
                    "finished_at", "deadline", "startline", "deadline_status", "deadline_done", "source",
                    "service_id", "lead",
                ])
            #expect(data["id"] == 412)
            #expect(data["column_id"] == 1290)
            #expect(data["deadline"] == "2027-11-27 14:27:13")
            #expect(data["created_at"]?.text.flatMap { DateTime(parsing: $0) } != nil)
            #expect(data["lead"]?["name"] == "Ada Lovelace")
            #expect(data["lead"]?["id"] == data["lead_id"])
        }
    }

    @Test("the deal stands on the board with typed values, and its parameters in full without the token")
    func keptDeal() async throws {
        try await Sandbox.run { sandbox in
            _ = try await sandbox.call("offer/create", whole)
            let deal = try #require(sandbox.deals.first)
            #expect(deal.id.value == 412)
            #expect(deal.lead?[.email] == "ada@example.com")
            #expect(deal["title"] == "Website: sales")
            #expect(try deal.fields[#require(Alias("budget"))] == .integer(2400))
            #expect(deal.deadline?.description == "2027-11-27 14:27:13")
            #expect(deal.format == .json)
            #expect(deal.parameters["access_token"] == nil)
            #expect(deal.parameters["lead"]?["phone"] == "+12025550147")
        }
    }

    @Test("the three formats make the same deal")
    func formats() async throws {
        try await Sandbox.run { sandbox in
            _ = try await sandbox.call("offer/create", whole)
            let pairs = [
                ("access_token", "right"), ("column_id", "1290"), ("lead[name]", "Ada Lovelace"),
                ("lead[email]", "ada@example.com"), ("lead[phone]", "+12025550147"),
                ("fields[title]", "Website: sales"), ("fields[budget]", "2400"), ("deadline", "2027-11-27 14:27:13"),
            ]
            let urlencoded = pairs.map { name, value in
                let value = value.map { $0 == " " ? "+" : $0 == "+" ? "%2B" : String($0) }.joined()
                return "\(name.replacing("[", with: "%5B").replacing("]", with: "%5D"))=\(value)"
            }
            _ = await sandbox.post("offer/create", formType, urlencoded.joined(separator: "&"))
            let parts = pairs.map { name, value in
                "--limit\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
            }
            _ = await sandbox.post(
                "offer/create", "Content-Type: multipart/form-data; boundary=limit",
                parts.joined() + "--limit--\r\n")
            let deals = sandbox.deals
            #expect(deals.map(\.format) == [.json, .urlencoded, .multipart])
            for deal in deals {
                #expect(deal.columnID.value == 1290)
                #expect(deal.fields == deals.first?.fields)
                #expect(deal.lead?.attributes == deals.first?.lead?.attributes)
                #expect(deal.deadline == deals.first?.deadline)
            }
        }
    }

    @Test("validation errors are a tree of messages, nested as the request is, all at once")
    func validation() async throws {
        try await Sandbox.run { sandbox in
            let answer = try await sandbox.call(
                "offer/create",
                """
                "column_id":77,"lead":{"name":5,"shoe_size":44},\
                "fields":{"no alias":1,"nope":1,"price":"dear","newsletter":"perhaps","visit_at":"soon","title":7},\
                "deadline":"2026-02-30 10:00:00","colour":"red"
                """)
            #expect(answer["status"] == false)
            #expect(answer["message"] == "Validation failed")
            let details = try #require(answer["details"])
            #expect(details["column_id"] == "Column not found")
            #expect(details["lead"]?["name"] == "Name must be a string")
            #expect(details["lead"]?["shoe_size"] == "Unknown attribute")
            #expect(details["fields"]?["no alias"]?.text?.hasPrefix("Alias must have 1 to 15") == true)
            #expect(details["fields"]?["nope"] == "Field not found")
            #expect(details["fields"]?["price"] == "Price must be a number")
            #expect(details["fields"]?["newsletter"] == "Newsletter must be a boolean")
            #expect(details["fields"]?["visit_at"] == "Visit at must have the format YYYY-MM-DD HH:MM:SS")
            #expect(details["fields"]?["title"] == "Title must be a string")
            #expect(details["deadline"] == "Deadline must have the format YYYY-MM-DD HH:MM:SS")
            #expect(details["colour"] == "Unknown parameter")
            #expect(sandbox.deals.isEmpty)
        }
    }

    @Test(
        "an id is an integer of at least 1",
        arguments: ["0", "-1", "1.5", "\"+1\"", "\"\"", "[1]", "true", "99999999999999999999"])
    func ids(text: String) async throws {
        try await Sandbox.run { sandbox in
            let answer = try await sandbox.call("offer/create", "\"column_id\":\(text)")
            #expect(answer["details"]?["column_id"] == "Column must be an integer of at least 1")
        }
    }

    @Test("a deal takes a lead that is there, but not beside a new one, nor one that is not there")
    func leadID() async throws {
        try await Sandbox.run { sandbox in
            let first = try await sandbox.call("offer/create", whole)
            let id = try #require(first["data"]?["lead_id"]?.integer)
            let second = try await sandbox.call("offer/create", "\"lead_id\":\(id)")
            #expect(second["data"]?["lead"]?["name"] == "Ada Lovelace")
            #expect(sandbox.leads.count == 1)
            let both = try await sandbox.call("offer/create", "\"lead_id\":\(id),\"lead\":{\"name\":\"Ada\"}")
            #expect(both["details"]?["lead_id"] == "Only one of lead_id and lead may be given")
            let none = try await sandbox.call("offer/create", "\"lead_id\":5")
            #expect(none["details"]?["lead_id"] == "Lead not found")
        }
    }

    @Test("a required field must come, and a text must not be too long")
    func boardRules() async throws {
        let title = try SandboxField(
            id: #require(Identifier(1)), alias: #require(Alias("title")), title: "Title", kind: .string,
            isRequired: true, maxLength: 5)
        let column = try SandboxColumn(id: #require(Identifier(3)), title: "In")
        try await Sandbox.run(board: SandboxBoard(title: "Own", columns: [column], fields: [title])) { sandbox in
            let missing = try await sandbox.call("offer/create")
            #expect(missing["details"]?["fields"]?["title"] == "Title is required")
            let long = try await sandbox.call("offer/create", #""fields":{"title":"longer"}"#)
            #expect(long["details"]?["fields"]?["title"] == "Title must have at most 5 characters")
            let good = try await sandbox.call("offer/create", #""fields":{"title":"Süßes"}"#)
            #expect(good["data"]?["column_id"] == 3)
        }
    }
}
