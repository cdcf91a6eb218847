import CCurl
import Testing

@testable import HTTPClient

@Suite("How far a transfer came")
struct TransferProgressTests {
    private func expect(_ progress: inout TransferProgress, _ change: (inout TransferProgress) -> Bool) {
        #expect(change(&progress))
    }

    @Test("one byte of the content makes it uncertain, and forbids a second beginning")
    func oneByte() {
        var progress = TransferProgress(contentLength: 10, answerLimit: 100)
        #expect(progress.reach == .neverSent)
        expect(&progress) { $0.mayBegin() }
        #expect(progress.reach == .neverSent)
        expect(&progress) { $0.mayBegin() }
        expect(&progress) { $0.take(upTo: 1) == 0..<1 }
        #expect(progress.reach == .uncertain)
        expect(&progress) { !$0.mayBegin() }
        expect(&progress) { $0.take(upTo: 100) == 1..<10 }
        expect(&progress) { $0.take(upTo: 100) == 10..<10 }
    }

    @Test("without content the head counts")
    func noContent() {
        var progress = TransferProgress(contentLength: 0, answerLimit: 100)
        #expect(progress.reach == .neverSent)
        expect(&progress) { $0.mayBegin() }
        #expect(progress.reach == .uncertain)
        expect(&progress) { !$0.mayBegin() }
    }

    @Test("the last answer's header counts, without interim answers and trailers")
    func header() {
        var progress = TransferProgress(contentLength: 1, answerLimit: 100)
        for line in [
            "HTTP/1.1 100 Continue\r\n", "A: 1\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "B: 2\r\n", "\r\n", "C: 3\r\n",
        ] {
            let isTaken = unsafe Array(line.utf8).withUnsafeBytes { unsafe progress.receive(headerLine: $0) }
            #expect(isTaken)
        }
        #expect(progress.header == Array("B: 2\r\n".utf8))
    }

    @Test("every result of libcurl's has a cause")
    func causes() {
        #expect(TransferFailure.Cause(CURLE_COULDNT_RESOLVE_HOST) == .nameNotResolved)
        #expect(TransferFailure.Cause(CURLE_COULDNT_CONNECT) == .notConnected)
        #expect(TransferFailure.Cause(CURLE_PEER_FAILED_VERIFICATION) == .notSecured)
        #expect(TransferFailure.Cause(CURLE_OPERATION_TIMEDOUT) == .timedOut)
        #expect(TransferFailure.Cause(CURLE_SEND_FAIL_REWIND) == .noAnswer)
        #expect(TransferFailure.Cause(CURLE_GOT_NOTHING) == .noAnswer)
        #expect(TransferFailure.Cause(CURLE_PARTIAL_FILE) == .answerBroken)
        #expect(TransferFailure.Cause(CURLE_WRITE_ERROR) == .answerTooLarge)
    }

    @Test("whatever libcurl's result is, only what was handed out of the content tells whether it may have arrived")
    func everyResult() {
        for number in 1..<CURL_LAST.rawValue {
            for (taken, reach) in [(0, TransferFailure.Reach.neverSent), (1, .uncertain), (10, .uncertain)] {
                var progress = TransferProgress(contentLength: 10, answerLimit: 100)
                expect(&progress) { $0.mayBegin() }
                _ = progress.take(upTo: taken)
                let failure = TransferFailure(CURLcode(number), progress: progress, detail: "")
                #expect(failure.reach == reach, "\(number)")
                #expect(failure.cause == TransferFailure.Cause(CURLcode(number)))
            }
        }
    }
}
