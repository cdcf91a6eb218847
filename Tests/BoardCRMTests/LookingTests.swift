import Foundation
import Testing
import Wire

@testable import BoardCRM

@Suite("What a board exports and lists")
struct LookingTests {
    static let reference = "0192f0c1-2b3c-7d4e-8f50-123456789abc"

    /// A workbook as a program writes it, deflated.
    static let workbook = """
        UEsDBBQAAAAIAAmbeV3uR1hmHwAAAB0AAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLOxr8jNUShLLSrOzM+zVTLUM1Cyt7MJqSxI\
        Lda3AwBQSwMEFAAAAAgACZt5XUVPXM3iAAAAoAEAABQAAAB4bC9zaGFyZWRTdHJpbmdzLnhtbI2QS07DMBCGr2J5wS61k77SNnE3\
        CMQOoXIA15k0luKHZkzhNtyCC/RimIKQ2KAs559vPmn+Zv/mRnYGJBt8y8uZ5Ay8CZ31p5Y/H+6Kmu9VQ5RYBj21fEgpboUgM4DT\
        NAsRfN70AZ1OecSToIigOxoAkhtFJeVKOG09zxqrmqtoS1EbaHkmCfAMXD3cNiKpRnwh/2AHm0aYRD5BD5hfmUbf4+Xj8g7sRru4\
        Y48IlibdyXJT9dKURXWcm2LdLaCo+6Usymq+WK7W9UYfzV8RZpdKr4F9x/iT4Iun3+QKi1y6+gRQSwMEFAAAAAgACZt5XdGa0RGo\
        AAAAnAEAABgAAAB4bC93b3Jrc2hlZXRzL3NoZWV0MS54bWxtkGsOwiAQhK/ScAC3PPy33cbHDTxB05BIrG0ChHp8aa2I6C+Wnc18\
        k8H2cR+qoK0z09gwvqtZSzhP9uauWnvC9Tl3viO001zZeMMI+2U4cFb5hrn4D1QjBELoN+2Ya/xbO+WaSBpE/wQRCSLWM8VFARCZ\
        iSwAuab+A2QCyA1QmsjVxIyDGfXF23hlHKGn1wYhlgPL5sdaJWvF4B1XZZH2RSTISoZP909QSwECFAMUAAAACAAJm3ld7kdYZh8A\
        AAAdAAAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAAmbeV1FT1zN4gAAAKABAAAUAAAA\
        AAAAAAAAAACAAVAAAAB4bC9zaGFyZWRTdHJpbmdzLnhtbFBLAQIUAxQAAAAIAAmbeV3RmtERqAAAAJwBAAAYAAAAAAAAAAAAAACA\
        AWQBAAB4bC93b3Jrc2hlZXRzL3NoZWV0MS54bWxQSwUGAAAAAAMAAwDJAAAAQgIAAAAA
        """

    private func deals(_ table: ExportedTable) -> [Identifier?] {
        let found = table.deals { $0 == Self.reference }
        #expect(found.count <= 1)
        return found[Self.reference] ?? []
    }

    @Test("a workbook is read, with shared and inline strings, numbers and cells left out")
    func workbook() throws {
        let file = try #require(Data(base64Encoded: Self.workbook))
        let table = try #require(ExportedTable(file: Array(file)))
        #expect(
            table.rows == [
                ["ID", "Title", "Reference"], ["412", "Größe & Preis", Self.reference], ["413", "", "inline"],
                ["", "two runs"],
            ])
        #expect(deals(table) == [Identifier(412)])
        // Cut or changed anywhere it is none, or another, and never a crash.
        for cut in stride(from: 0, to: file.count, by: 7) { _ = ExportedTable(file: Array(file.prefix(cut))) }
        for place in stride(from: 0, to: file.count, by: 3) {
            var changed = Array(file)
            changed[place] ^= 0xFF
            _ = ExportedTable(file: changed)
        }
    }

    @Test(
        "CSV is read whatever the separator, the line ends and the encoding",
        arguments: [
            "id,title,ref\r\n412,\"a, \"\"b\"\"\r\nc\",REF\r\n", "id;title;ref\n412;\"a, \"\"b\"\"\r\nc\";REF",
            "id\ttitle\tref\n412\t\"a, \"\"b\"\"\r\nc\"\tREF\n",
        ])
    func csv(text: String) throws {
        let text = text.replacing("REF", with: Self.reference)
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let files: [[UInt8]] = [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), wide]
        for file in files {
            let table = try #require(ExportedTable(file: file))
            #expect(table.rows == [["id", "title", "ref"], ["412", "a, \"b\"\r\nc", Self.reference]])
            #expect(deals(table) == [Identifier(412)])
        }
    }

    @Test(
        "a page, JSON and bytes without meaning are no table",
        arguments: ["<html>", "{}", " [1]", "\u{0}\u{1}", "PK\u{3}\u{4}"])
    func noTable(text: String) {
        #expect(ExportedTable(file: Array(text.utf8)) == nil)
    }

    @Test("without a column for the id the deal is found, and its id is not known; one that comes twice counts once")
    func ids() {
        let table = ExportedTable(rows: [["Title", "Ref"], ["x", Self.reference]])
        #expect(deals(table) == [nil])
        let twice = ExportedTable(rows: [["ID", "Ref"], ["7", Self.reference], ["7", Self.reference]])
        #expect(deals(twice) == [Identifier(7)])
        let two = ExportedTable(rows: [["ID", "Ref"], ["7", Self.reference], ["8", Self.reference]])
        #expect(deals(two).count == 2)
    }

    @Test("a list of bytes is cut out of the answer, and no other list")
    func answer() throws {
        let text = #"{"status":true,"ids":[4000,5],"data":{"type":"Buffer","data":[80, 75,3,\#n4]},"x":[1]}"#
        let (rest, file) = ExportAnswer.split(Array(text.utf8))
        #expect(file == [80, 75, 3, 4])
        #expect(
            String(decoding: rest, as: UTF8.self)
                == #"{"status":true,"ids":[4000,5],"data":{"type":"Buffer","data":null},"x":[1]}"#)
        #expect(ExportAnswer.split(Array(#"{"data":[{"id":1}],"y":["a"]}"#.utf8)).file == nil)
        #expect(ExportAnswer.split(Array(#"{"data":[]}"#.utf8)).file == [])
        #expect(ExportAnswer.split(Array(#"{"data":[1,"#.utf8)).file == nil)
    }

    @Test(
        "seconds become a date and come back",
        arguments: [0, 951_782_400, 1_709_164_800, 1_700_000_000, -86_400, 253_402_300_799])
    func dates(seconds: Int64) throws {
        #expect(try #require(DateTime(secondsAsUTC: seconds)).secondsSince1970 == seconds)
    }

    /// A list of so many leads, one made each second, as a board gives it page by page.
    private func walk(
        total: Int, pageSize: Int, newestFirst: Bool, back: Int, growing: Int = 0
    ) throws -> (ids: Set<Int64>, pages: Int, step: LeadWalk.Step) {
        let start = try #require(DateTime(secondsAsUTC: 1_700_000_000 + Int64(total - back)))
        var walk = LeadWalk(since: start)
        var step = walk.beginning
        var pages = 0
        while case .ask(let page) = step {
            pages += 1
            let all = try (0..<total + (pages - 1) * growing).map { number in
                ListedLead(
                    id: try #require(Identifier(Int64(number + 1))),
                    createdAt: DateTime(secondsAsUTC: 1_700_000_000 + Int64(number)), attributes: [:])
            }
            let ordered = newestFirst ? all.reversed() : all
            step = walk.take(
                LeadPage(leads: Array(ordered.dropFirst((page - 1) * pageSize).prefix(pageSize)), total: all.count))
        }
        return (Set(walk.seen.keys.map(\.value)), pages, step)
    }

    @Test(
        "the newest leads are found whatever the order and the size of a page, without reading the others",
        arguments: [true, false], [7, 20, 100])
    func newest(newestFirst: Bool, pageSize: Int) throws {
        for (total, back, growing) in [(0, 5, 0), (5, 5, 0), (99, 10, 0), (2000, 10, 0), (2000, 25, 3), (101, 1, 1)] {
            let (ids, pages, step) = try walk(
                total: total, pageSize: pageSize, newestFirst: newestFirst, back: back, growing: growing)
            #expect(step == .done)
            for id in max(1, total - back + 1)...max(1, total) where total > 0 {
                #expect(ids.contains(Int64(id)), "\(total) \(back)")
            }
            #expect(pages <= back / pageSize + 5)
        }
    }

    @Test("a list in another order, without dates or without end tells nothing")
    func unreadable() throws {
        func page(_ ids: [Int64], total: Int, at seconds: Int64? = 1_700_000_000) throws -> LeadPage {
            LeadPage(
                leads: try ids.map {
                    ListedLead(
                        id: try #require(Identifier($0)), createdAt: seconds.flatMap { DateTime(secondsAsUTC: $0) },
                        attributes: [:])
                }, total: total)
        }
        let start = try #require(DateTime(secondsAsUTC: 1_000_000))
        func isUnreadable(_ pages: LeadPage...) -> Bool {
            var walk = LeadWalk(since: start)
            var step = walk.beginning
            for page in pages { step = walk.take(page) }
            if case .unreadable = step { return true }
            return false
        }
        #expect(isUnreadable(try page([1], total: 1, at: nil)))
        #expect(isUnreadable(try page([5, 9, 2], total: 9), try page([1, 8, 3], total: 9)))
        #expect(isUnreadable(try page([], total: 9)))
        #expect(isUnreadable(try page([9, 8, 7], total: 9), try page([], total: 9)))
        #expect(LeadPage(json: try JSONDocument.parse(Array(#"{"leads":[{"id":1}]}"#.utf8)).root) == nil)
        #expect(LeadPage(json: try JSONDocument.parse(Array(#"{"leads":[{}],"total":1}"#.utf8)).root) == nil)
        #expect(
            LeadPage(
                json: try JSONDocument.parse(
                    Array(#"{"leads":[{"id":"1","created_at":"2026-01-01T10:00:00Z"}],"total":"1"}"#.utf8)
                ).root)?.leads.first?.createdAt != nil)
    }
}
