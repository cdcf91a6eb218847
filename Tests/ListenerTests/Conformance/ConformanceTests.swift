import TestKit
import Testing

@Suite("HTTP as the RFCs ask, on every byte")
struct ConformanceTests {
    static let rows =
        RequestLineRows.rows + TargetRows.rows + HostRows.rows + FieldRows.rows + ContentLengthRows.rows
        + TransferEncodingRows.rows + ChunkRows.rows + TrailerRows.rows + ExpectRows.rows + ConnectionRows.rows
        + PipelineRows.rows + MethodRows.rows + LimitRows.rows + ContentRows.rows

    @Test("one answer to each request, and the connection does what was said", arguments: rows)
    func holds(row: ConformanceRow) async throws {
        for way in Conversation.Way.allCases {
            try await ConformanceSite.serving { site in
                let port = site.port
                let faults = try await offPool { try Conversation.faults(of: row, way, port: port) }
                #expect(faults == [], "\(way)")
                #expect(try await site.stored == row.stored, "stored, \(way)")
            }
        }
    }

    @Test("the table is as large as it claims, and names each row once")
    func table() {
        #expect(Self.rows.count >= 150)
        #expect(Set(Self.rows.map(\.name)).count == Self.rows.count)
    }
}
