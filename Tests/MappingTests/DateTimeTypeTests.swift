import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Dates and times")
struct DateTimeTypeTests {
    func read(_ written: String, zone: String) throws -> FieldValue? {
        try text(of: written) {
            $0.type = placed("datetime")
            $0.zone = placed(zone)
        }
    }

    @Test(
        "ISO 8601, RFC 3339 and what browsers send, in the zone",
        arguments: [
            ("2026-01-31", "2026-01-31 00:00:00"), ("2026-01-31T14:30", "2026-01-31 14:30:00"),
            ("2026-01-31T14:30:15", "2026-01-31 14:30:15"), ("2026-01-31 14:30:15.999", "2026-01-31 14:30:15"),
            ("2026-01-31T14:30:15Z", "2026-01-31 15:30:15"), ("2026-07-31t14:30:15z", "2026-07-31 16:30:15"),
            ("2026-01-31T14:30:15,5+01:00", "2026-01-31 14:30:15"), ("2026-01-31T14:30:15-0530", "2026-01-31 21:00:15"),
            ("2026-01-31T14:30+02", "2026-01-31 13:30:00"), ("20260131T143015Z", "2026-01-31 15:30:15"),
            ("20260131", "2026-01-31 00:00:00"), ("2026-01-31T24:00", "2026-02-01 00:00:00"),
            ("2016-12-31T23:59:60Z", "2017-01-01 00:59:59"), (" 2026-01-31\n", "2026-01-31 00:00:00"),
            ("2024-02-29", "2024-02-29 00:00:00"), ("2025-12-31T23:30:00Z", "2026-01-01 00:30:00"),
            ("2026-01-31 14:30:15 +01:00", "2026-01-31 14:30:15"),
        ])
    func reads(written: String, sent: String) throws {
        #expect(try read(written, zone: "Europe/Berlin") == .text(sent))
    }

    @Test(
        "a time that summer time skips moves forward, one that comes twice stays",
        arguments: [
            ("2026-03-29T01:59:59", "2026-03-29 01:59:59"), ("2026-03-29T02:00", "2026-03-29 03:00:00"),
            ("2026-03-29T02:30", "2026-03-29 03:30:00"), ("2026-03-29T03:00", "2026-03-29 03:00:00"),
            ("2026-10-25T02:30", "2026-10-25 02:30:00"), ("2026-10-25T00:30:00Z", "2026-10-25 02:30:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25 02:30:00"), ("2026-10-25T02:00:00Z", "2026-10-25 03:00:00"),
        ])
    func changes(written: String, sent: String) throws {
        #expect(try read(written, zone: "Europe/Berlin") == .text(sent))
    }

    @Test(
        "zones with odd changes and offsets",
        arguments: [
            ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04 02:45:00"),
            ("2011-12-30T12:00", "Pacific/Apia", "2011-12-31 12:00:00"),
            ("2026-01-01T00:00:00Z", "Asia/Kathmandu", "2026-01-01 05:45:00"),
            ("2018-11-04T00:30", "America/Sao_Paulo", "2018-11-04 01:30:00"),
            ("1900-01-01T00:00:00Z", "UTC", "1900-01-01 00:00:00"), ("0001-01-01", "UTC", "0001-01-01 00:00:00"),
            ("1582-10-10", "Europe/Berlin", "1582-10-10 00:00:00"),
            ("9999-12-31T23:59:59", "UTC", "9999-12-31 23:59:59"),
        ])
    func odd(written: String, zone: String, sent: String) throws {
        #expect(try read(written, zone: zone) == .text(sent))
    }

    @Test(
        "what is no date or time is refused",
        arguments: [
            "tomorrow", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-31", "0000-01-01",
            "2026-01-31T25:00",
            "2026-01-31T24:01", "2026-01-31T14:60", "2026-01-31T14", "2026-01-31T14:30:61", "2026-01-31T14:30Zx",
            "2026-01-31T14:30+24:00", "2026-01-31T14:30:00.", "31.01.2026", "01/31/2026", "2026-0131", "2026-01-31x",
            "2026-W05-6", "9999-12-31T23:59:59-01:00", "-2026-01-31", "2026-01-31T14:30+",
            "2026-01-31T14:30+01:",
        ])
    func refused(written: String) throws {
        let said = try problems(of: written) {
            $0.type = placed("datetime")
            $0.zone = placed("UTC")
        }
        #expect(said == ["a: is not a date or time; something like 2026-01-31 or 2026-01-31T14:30 is expected"])
    }

    @Test("a day that its month does not have is told as that")
    func noSuchDay() throws {
        let said = try problems(of: "2026-02-29T10:00") { $0.type = placed("datetime") }
        #expect(
            said == [
                "a: is not a date or time; that month has no such day; something like 2026-01-31 or 2026-01-31T14:30 is expected"
            ])
    }

    @Test("without a zone it is UTC, and a deadline needs no type")
    func deadline() throws {
        let mapping = try form(deadline: from("call_me_at")).compiled()
        let deal = try mapping.deal(.form(["call_me_at": "2026-01-31T14:30+01:00"])).deal
        #expect(deal.deadline?.description == "2026-01-31 13:30:00")
    }

    @Test("one zone may be read by many threads")
    func threads() async throws {
        let mapping = try form(deadline: from("at") { $0.zone = placed("Europe/Berlin") }).compiled()
        let times = await withTaskGroup(of: Set<String>.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var seen: Set<String> = []
                    for month in 1...12 {
                        let at = "2026-\(month < 10 ? "0" : "")\(month)-15T12:00:00Z"
                        guard case .mapped(let deal) = mapping.map(.form(["at": at])) else { continue }
                        seen.insert(deal.deal.deadline?.description ?? "")
                    }
                    return seen
                }
            }
            return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        #expect(times.count == 12)
        #expect(times.contains("2026-01-15 13:00:00") && times.contains("2026-07-15 14:00:00"))
    }
}
