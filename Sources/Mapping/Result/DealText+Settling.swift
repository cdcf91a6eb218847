public import BoardCRM
import Wire

extension DealText {
    /// A stored deal as it is sent: what ``MappedDeal/settled()`` makes of it, and with a text in one field more.
    ///
    /// As a rule most of it is copied, and no values are made on the way; what is not of the usual shape takes the longer one.
    /// - Throws: what ``MappedDeal/init(encoded:)`` throws.
    public init(
        settling bytes: [UInt8], with extra: (field: Alias, text: String)? = nil
    ) throws(MappedDeal.EncodingError) {
        if let document = try? JSONDocument.parse(bytes), let json = DealSplice.json(of: document, with: extra) {
            self.init(json: json)
        } else {
            var deal = try MappedDeal(encoded: bytes).settled()
            if let extra { deal.fields[extra.field] = .text(extra.text) }
            self.init(deal)
        }
    }
}
