import CCurl
import Testing

@testable import HTTPClient

@Suite("How far a transfer came")
struct TransferProgressTests {
    @Test("a request that has begun counts as sent")
    func begun() {
        var progress = TransferProgress(answerLimit: 100)
        #expect(progress.reach == .neverSent)
        progress.begin()
        #expect(progress.reach == .uncertain)
    }

    @Test("the last answer's header counts, without interim answers and trailers")
    func header() {
        var progress = TransferProgress(answerLimit: 100)
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

    @Test("whatever libcurl's result is, only whether it was let send tells whether anything may have arrived")
    func everyResult() {
        for number in 1..<CURL_LAST.rawValue {
            for (hasBegun, reach) in [(false, TransferFailure.Reach.neverSent), (true, .uncertain)] {
                var progress = TransferProgress(answerLimit: 100)
                if hasBegun { progress.begin() }
                let failure = TransferFailure(CURLcode(number), progress: progress, detail: "")
                #expect(failure.reach == reach, "\(number)")
                #expect(failure.cause == TransferFailure.Cause(CURLcode(number)))
            }
        }
    }
}
