import Outbox
import Testing

@Suite("What keeps deliveries from going on")
struct DeliveryStopsTests {
    private static let stops = DeliveryStops(
        [
            .init(
                cause: .tokenRefused, token: "forms/jobs.yaml", next: moment(50_000), forms: .only(["jobs", "talents"])),
            .init(
                cause: .failing, token: "boardbridge.yaml", next: moment(13_000), forms: .except(["jobs", "talents"])),
        ], of: 2, at: moment(10_000))

    @Test("is told to whoever looks at the store, of one form or of all, also when it was kept between")
    func told() throws {
        let stops = try #require(DeliveryStops(text: Self.stops.text))
        #expect(stops == Self.stops)
        let refused =
            "the CRM refuses the access token of forms/jobs.yaml, and nothing is sent by it; the next trial is in about 40 s, "
            + "or at once after a reload (SIGHUP)"
        let failing =
            "calls to the CRM by the token of boardbridge.yaml fail in a row: only trials are made, the next in about 3 s"
        #expect(stops.lines(of: nil, at: moment(11_000)) == [refused, failing])
        #expect(stops.lines(of: "talents", at: moment(11_000)) == [refused])
        #expect(stops.lines(of: "contact", at: moment(11_000)) == [failing])
        #expect(stops.stopsAll(of: nil, at: moment(11_000)) && stops.stopsAll(of: "jobs", at: moment(11_000)))
    }

    @Test("one token of two does not stop all, and what a service said that does not run any more counts for nothing")
    func some() {
        let stop = DeliveryStops.Stop(
            cause: .paused, token: "boardbridge.yaml", next: moment(99_000), forms: .except(["jobs"]))
        let stops = DeliveryStops([stop], of: 2, at: moment(10_000))
        #expect(!stops.stopsAll(of: nil, at: moment(10_000)) && stops.stopsAll(of: "contact", at: moment(10_000)))
        #expect(!stops.stopsAll(of: "jobs", at: moment(10_000)) && stops.lines(of: "jobs", at: moment(10_000)).isEmpty)
        #expect(
            stops.lines(of: nil, at: moment(10_000)) == [
                "the CRM asked for a pause, which is over in about 2 min, or after a reload (SIGHUP)"
            ])
        #expect(stops.lines(of: nil, at: moment(41_000)).isEmpty && !stops.stopsAll(of: nil, at: moment(41_000)))
    }

    @Test("what is kept by another program is none", arguments: ["", "x", "1", "1 2\n3", "1 2\nfailing 3 a both x"])
    func unreadable(text: String) { #expect(DeliveryStops(text: text) == nil) }
}
