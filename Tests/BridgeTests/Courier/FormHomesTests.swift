import BoardCRM
import Mapping
import Outbox
import Testing

@testable import Bridge

@Suite("What waits of a form that is gone goes to its own board, or to none")
struct FormHomesTests {
    private func homes(_ own: [Int64: Set<String>], known: Set<String>, kept: [String: Int64]) -> FormHomes {
        var boards = FormBoards()
        boards.look(own: kept, known: [])
        let named = own.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        var lanes = [FormHomes.Lane(id: 1, board: 100, forms: .except(named))]
        for (place, lane) in own.sorted(by: { $0.key < $1.key }).enumerated() {
            lanes.append(FormHomes.Lane(id: place + 2, board: lane.key, forms: .only(lane.value)))
        }
        return FormHomes(lanes, boards, known: known)
    }

    @Test("a form with a board of its own that is gone is nobody's, one without goes to the service's board")
    func gone() {
        let homes = homes([:], known: ["contact"], kept: ["other": 7])
        #expect(homes.homeless == ["other"])
        #expect(!homes.forms(of: 1).contains("other"))
        #expect(homes.forms(of: 1).contains("contact") && homes.forms(of: 1).contains("gone long ago"))
    }

    @Test("under another name, or another form's, its board is found by the token")
    func renamed() {
        let renamed = homes([7: ["new"]], known: ["contact", "new"], kept: ["other": 7])
        #expect(renamed.homeless.isEmpty)
        #expect(renamed.forms(of: 2).contains("other") && !renamed.forms(of: 1).contains("other"))
        let main = homes([:], known: ["contact"], kept: ["other": 100])
        #expect(main.homeless.isEmpty && main.forms(of: 1).contains("other"))
    }

    @Test("what the configuration says of a form that it has counts")
    func known() {
        let homes = homes([8: ["other"]], known: ["contact", "other"], kept: ["other": 7, "contact": 9])
        #expect(homes.homeless.isEmpty)
        #expect(homes.forms(of: 1).contains("contact") && homes.forms(of: 2).contains("other"))
    }

    @Test("what is known of forms is kept, and read again")
    func text() {
        var boards = FormBoards()
        boards.look(own: ["a": -7, "b": 8], known: ["a", "b", "c"])
        boards.look(own: ["b": 9], known: ["b", "c"])
        #expect(boards.boards == ["a": -7, "b": 9])
        #expect(FormBoards(text: boards.text) == boards && FormBoards(text: "x\n1") == FormBoards())
        boards.look(own: [:], known: ["a"])
        #expect(boards.boards == ["b": 9])
    }

    @Test(
        "a form's file goes: what waits is held with the reason, also what may have been made; it comes back, and a person sends it"
    )
    func held() async throws {
        let calls = EventList<String>()
        let isUp = Gate()
        func settings(own: Bool) throws -> CourierSettings {
            var lanes = [
                CourierLane(
                    name: "boardbridge.yaml", token: try #require(Secret("main")), forms: .except(own ? ["other"] : []),
                    board: ScriptedBoard { deal in
                        calls.append("main")
                        return CourierTests.made
                    })
            ]
            if own {
                lanes.append(
                    CourierLane(
                        name: "forms/other.yaml", token: try #require(Secret("own")), forms: .only(["other"]),
                        board: ScriptedBoard { deal in
                            calls.append("own")
                            await isUp.wait()
                            return .later(retryAfter: nil, reason: "HTTP 503")
                        }))
            }
            var settings = CourierSettings(lanes: lanes)
            settings.forms = own ? ["contact", "other"] : ["contact"]
            settings.policy = .schedule([.seconds(3600)])
            settings.inFlight = 1
            return settings
        }
        try await delivering(try settings(own: true)) { delivery in
            defer { isUp.openForGood() }
            let ids = try await delivery.submit(2, form: "other")
            try await calls.wait(count: 1)
            delivery.courier.replace(try settings(own: false))
            isUp.openForGood()
            // The first has a time until it is tried again; with its form it is nobody's at once when that comes.
            let ended = try await delivery.ended(2)
            #expect(ended.map(\.transition.state).contains(.held))
            #expect(!calls.all.contains("main"))
            let held = try #require(ended.first { $0.transition.state == .held })
            #expect(ids.contains(held.id))
            let reason = try await delivery.store.submission(held.id)?.reason
            #expect(reason?.hasPrefix("forms/other.yaml is gone, and with it the token") == true)
            // A person who tries again without that file is told again.
            #expect(try await delivery.store.retry([held.id], at: .now) == [held.id])
            delivery.courier.wake()
            try await delivery.ended(3)
            #expect(!calls.all.contains("main"))
            // Deliveries of others go on.
            try await delivery.submit(1)
            try await calls.wait(count: 2)
            #expect(calls.all.last == "main")
        }
    }
}
