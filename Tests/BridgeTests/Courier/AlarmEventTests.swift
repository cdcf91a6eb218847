import Alarms
import BoardCRM
import Bridge
import Outbox
import Testing

@Suite("What the courier reports, on the alarm board")
struct AlarmEventTests {
    @Test(
        "each report raises or ends its cause",
        arguments: [
            (CourierAlarm.tokenRefused(lane: "a.yaml"), AlarmEvent.raised(.tokenRefused("a.yaml"))),
            (.wrongAddress(lane: "a.yaml"), .raised(.wrongAddress("a.yaml"))),
            (.tokenAccepted(lane: "a.yaml"), .cleared([.tokenRefused("a.yaml"), .wrongAddress("a.yaml")])),
            (.failing(lane: "a.yaml"), .raised(.failing("a.yaml"))),
            (.mended(lane: "a.yaml"), .cleared([.failing("a.yaml")])), (.held(form: "a"), .raised(.held("a"))),
            (.failed(form: "a"), .raised(.failed("a"))), (.fetchDenied(form: "a"), .raised(.fetchDenied("a"))),
            (.fetchAccepted(form: "a"), .cleared([.fetchDenied("a")])),
        ])
    func reports(alarm: CourierAlarm, event: AlarmEvent) {
        #expect(AlarmEvent(alarm) == event)
    }

    @Test("a token that is replaced takes its causes with it, and one that stays keeps them")
    func replaced() throws {
        func lane(_ name: String, _ token: String) throws -> CourierLane {
            CourierLane(
                name: name, token: try #require(Secret(token)), forms: .all,
                board: ScriptedBoard { _ in .uncertain(reason: "no board") })
        }
        let old = [try lane("boardbridge.yaml", "1"), try lane("forms/a.yaml", "2"), try lane("forms/b.yaml", "3")]
        let new = [try lane("boardbridge.yaml", "9"), try lane("forms/a.yaml", "2")]
        let gone = ["boardbridge.yaml", "forms/b.yaml"]
        #expect(
            AlarmEvent.replaced(old, by: new)
                == .cleared(gone.flatMap { [.tokenRefused($0), .wrongAddress($0), .failing($0)] }))
        #expect(AlarmEvent.replaced(old, by: old) == .cleared([]))
    }
}
