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
        for ofOneForm in [false, true] {
            let plan = try await plan(
                ReadSession.walkSQL(
                    ReadSession.condition(state, ofOneForm: ofOneForm), ofOneForm: ofOneForm))
            #expect(plan.contains("USING INDEX submissions_by_state (state=? AND due_at=? AND rowid<?)"), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE"))
        }
    }

    @Test("the page of a pending list is found by the index alone")
    func pendingList() async throws {
        let condition = ReadSession.condition(.pending, ofOneForm: false)
        let plan = try await plan(ReadSession.walkSQL(condition, ofOneForm: false))
        #expect(plan.contains("USING COVERING INDEX submissions_by_state (state=?)"), "\(plan)")
    }

    @Test("the list of all walks the table")
    func wholeList() async throws {
        let plan = try await plan(ReadSession.walkSQL("true", ofOneForm: false))
        #expect(plan == "SEARCH submissions USING INTEGER PRIMARY KEY (rowid<?)")
    }

    @Test("what is due is found by the index alone")
    func due() async throws {
        let claim = try await plan(WriteSession.claimSQL)
        #expect(claim.contains("USING COVERING INDEX submissions_by_state (state=? AND due_at<?)"), "\(claim)")
        #expect(!claim.contains("TEMP B-TREE"))
        let next = try await plan(WriteSession.nextDueSQL)
        #expect(next.contains("USING COVERING INDEX submissions_by_state"), "\(next)")
        #expect(!next.contains("TEMP B-TREE"))
    }

    @Test("a repeat is found by its own index")
    func repeats() async throws {
        let plan = try await plan("SELECT id, id_low FROM submissions WHERE repeat_key = ?1")
        #expect(plan.contains("USING INDEX submissions_by_repeat_key"), "\(plan)")
    }
}
