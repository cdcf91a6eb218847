import Outbox
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "a moment is written as RFC 3339 does",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_772_357_400_250, "2026-03-01T09:30:00.250Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (4_102_444_799_999, "2099-12-31T23:59:59.999Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        ])
    func text(milliseconds: Int64, text: String) {
        #expect(moment(milliseconds).description == text)
    }

    @Test("sums and differences are whole milliseconds, and never overflow")
    func arithmetic() {
        #expect(moment(1000) + .seconds(2) == moment(3000))
        #expect(moment(1000) + .microseconds(1999) == moment(1001))
        #expect(moment(1000) + .milliseconds(-1500) == moment(-500))
        #expect(moment(3000) - moment(1000) == .seconds(2))
        #expect(moment(.max) + .seconds(1) == moment(.max))
        #expect(moment(.min) + .seconds(-1) == moment(.min))
        #expect(moment(0) + .seconds(Int64.max) == moment(.max))
    }

    @Test("the system's clock gives a moment of this century")
    func now() {
        #expect(Timestamp.now > moment(1_700_000_000_000))
        #expect(Timestamp.now < moment(4_102_444_800_000))
    }
}
