public import HTTPClient
import Wire

extension CallOutcome {
    /// Reads what came of a call of `offer/create`, by the table of outcomes: a pure function of the transfer's result. `now`, in seconds since
    /// 1970, is what a date in Retry-After is measured from.
    public init(reading result: Result<HTTPResponse, TransferFailure>, now: Int64) {
        switch BoardAnswer(reading: result, now: now) {
        case .success(let data):
            let deal = CallOutcome.deal(in: data)
            self = .made(
                dealID: CallOutcome.identifier(deal) ?? CallOutcome.identifier(deal?["id"]),
                leadID: CallOutcome.identifier(deal?["lead_id"]) ?? CallOutcome.identifier(deal?["lead"]?["id"]))
        case .failure(let failure): self.init(failure)
        }
    }

    /// `data` is the deal, its bare id, or either of them alone in an array.
    private static func deal(in data: JSONValue?) -> JSONValue? {
        guard let data, data.kind == .array else { return data }
        return data.count == 1 ? data[0] : nil
    }

    /// Ids come as numbers in one method and as strings in another.
    private static func identifier(_ value: JSONValue?) -> Identifier? {
        value?.int64.flatMap { Identifier($0) } ?? value?.string.flatMap { Identifier(text: $0) }
    }
}
