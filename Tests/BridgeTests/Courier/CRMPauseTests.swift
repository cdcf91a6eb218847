import Outbox
import Testing

@testable import Bridge

@Suite("A pause that the CRM asked for, over a restart")
struct CRMPauseTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }

    @Test("it lasts as long as it was to, and no longer, whatever becomes of the clock")
    func rest() {
        let pause = CRMPause(from: at(1000), until: at(1600), address: "https://api.example.com/api")
        #expect(pause.rest(at: at(1100)) == .seconds(500))
        #expect(pause.rest(at: at(1600)) == nil && pause.rest(at: at(9000)) == nil)
        // The clock was set back.
        #expect(pause.rest(at: at(10)) == .seconds(600))
        let longest = CRMPause(from: at(0), until: at(1_000_000), address: "x")
        #expect(longest.rest(at: at(0)) == .seconds(86_400))
    }

    @Test("it is kept as text, and what is none is not read")
    func text() {
        let pause = CRMPause(from: at(1000), until: at(1600), address: "https://api.example.com/a b")
        #expect(CRMPause(text: pause.text) == pause)
        for wrong in ["", "1 2", "a 2 x", "1 b x"] { #expect(CRMPause(text: wrong) == nil, "\(wrong)") }
    }
}
