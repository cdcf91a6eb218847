public import BoardCRM

/// A deal as the rules made it. Its phone numbers are still the visitor's own text: bringing them into shape takes ten
/// times as long as everything else and can refuse nobody, so `settled` does it when the deal is sent.
public struct MappedDeal: Sendable, Hashable {
    /// A phone number that is still to be brought into shape.
    public struct Phone: Sendable, Hashable {
        /// Where it stands: an attribute of the lead or a field of the deal.
        public let target: TargetPath
        /// The country whose numbers need no country code, two letters; nil reads numbers with a country code only.
        public let region: String?

        /// A phone number at a place in the deal.
        public init(target: TargetPath, region: String?) {
            self.target = target
            self.region = region
        }
    }

    /// The deal with the phone numbers as the visitor wrote them.
    public var deal: Deal
    /// The phone numbers in it.
    public var phones: [Phone]

    /// A deal with phone numbers in it.
    public init(deal: Deal, phones: [Phone] = []) {
        self.deal = deal
        self.phones = phones
    }

    /// The deal as it is sent: each phone number in E.164 (`+4930123456`) where it is clearly one number of its region or
    /// has a country code, else as the visitor wrote it. Costs about 10 µs for each.
    public consuming func settled() -> Deal {
        for phone in phones {
            switch (phone.target.steps.first, phone.target.steps.last) {
            case ("lead", let name?):
                guard let attribute = LeadAttribute(rawValue: name) else { continue }
                deal.lead?.attributes[attribute].normalise(region: phone.region)
            case ("fields", let name?):
                guard let alias = Alias(name) else { continue }
                deal.fields[alias].normalise(region: phone.region)
            default: continue
            }
        }
        return deal
    }
}

extension FieldValue? {
    fileprivate mutating func normalise(region: String?) {
        guard case .text(let text)? = self, let number = PhoneNumber.e164(text, region: region) else { return }
        self = .text(number)
    }
}
