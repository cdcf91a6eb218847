import Outbox
import Testing

@testable import OutboxSQLite

@Suite("How SQLite finds rows")
struct SQLitePlanTests {
    private func plan(_ sql: String) async throws -> String {
        let folder = try TemporaryFolder()
        let connection = try opening(folder).writing()
        let statement = try Statement("EXPLAIN QUERY PLAN " + sql, on: connection)
        var lines: [String] = []
        while try statement.step() { lines.append(statement.text(3)) }
        return lines.joined(separator: "; ")
    }

    @Test("lists walk the index, and sort nothing", arguments: SubmissionState.allCases.filter { $0 != .pending })
    func lists(state: SubmissionState) async throws {
        let plan = try await plan(ReadSession.walkSQL(state))
        #expect(
            plan.contains(
                "USING COVERING INDEX standings_by_state (state=? AND form=? AND due_at=? AND rowid>? AND rowid<?)"),
            "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }

    @Test("the page of a pending list is found by the index alone")
    func pendingList() async throws {
        let plan = try await plan(ReadSession.walkSQL(.pending))
        #expect(plan.contains("USING COVERING INDEX standings_by_state (state=? AND form=?)"), "\(plan)")
    }

    @Test("the lists of all and of what is new walk the table")
    func wholeLists() async throws {
        for ofOneForm in [false, true] {
            for sql in [ReadSession.allSQL(ofOneForm: ofOneForm), ReadSession.newSQL(ofOneForm: ofOneForm)] {
                let plan = try await plan(sql)
                #expect(plan.contains("SEARCH s USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"), "\(plan)")
                #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
            }
        }
    }

    @Test("what is due is found by the index alone, form by form")
    func due() async throws {
        let due = try await plan(WriteSession.dueOfFormSQL)
        #expect(
            due.contains("USING COVERING INDEX standings_by_state (state=? AND form=? AND due_at"), "\(due)")
        #expect(!due.contains("TEMP B-TREE"))
        let next = try await plan(WriteSession.nextDueOfFormSQL)
        #expect(next.contains("USING COVERING INDEX standings_by_state (state=? AND form=? AND due_at"), "\(next)")
        #expect(!next.contains("TEMP B-TREE"))
    }

    @Test("claims are found by their keys, however long the table is")
    func claims() async throws {
        let claim = try await plan(WriteSession.claimSQL)
        #expect(claim.contains("SEARCH standings USING INTEGER PRIMARY KEY (rowid=?)"), "\(claim)")
        let claimed = try await plan(WriteSession.claimedSQL)
        #expect(claimed.contains("SEARCH p USING INTEGER PRIMARY KEY (rowid=?)"), "\(claimed)")
        #expect(claimed.contains("SEARCH s USING INTEGER PRIMARY KEY (rowid=?)"), "\(claimed)")
        #expect(!claimed.contains("TEMP B-TREE"), "\(claimed)")
    }

    @Test("forms are found by one step in the index each")
    func forms() async throws {
        let plan = try await plan(WriteSession.formsSQL(.pending))
        #expect(plan.contains("USING COVERING INDEX standings_by_state (state=?)"), "\(plan)")
        #expect(plan.contains("USING COVERING INDEX standings_by_state (state=? AND form>?)"), "\(plan)")
        #expect(!plan.contains("SCAN standings"), "\(plan)")
    }
}
