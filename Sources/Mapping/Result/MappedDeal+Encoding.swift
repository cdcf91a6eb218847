import BoardCRM
import Wire

extension MappedDeal {
    /// The deal as the store keeps it: JSON, `{"deal":{…},"phones":[{"target":"lead.phone","region":"DE"}]}`.
    public func encoded() -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.key("deal")
        deal.append(to: &writer)
        if !phones.isEmpty {
            writer.key("phones")
            writer.beginArray()
            for phone in phones { phone.append(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }

    /// Reads what `encoded` wrote; throws for anything else, without a word of the content.
    public init(encoded bytes: [UInt8]) throws(EncodingError) {
        guard let root = try? JSONDocument.parse(bytes).root, let json = root["deal"], let deal = try? Deal(json: json)
        else { throw EncodingError() }
        var phones: [Phone] = []
        if let list = root["phones"] {
            for phone in list.elements {
                guard let target = phone["target"]?.string else { throw EncodingError() }
                phones.append(Phone(target: TargetPath(target), region: phone["region"]?.string))
            }
        }
        self.init(deal: deal, phones: phones)
    }

    /// Bytes that are no deal as the store keeps it.
    public struct EncodingError: Error, Hashable, CustomStringConvertible {
        /// One line for a log.
        public var description: String { "these bytes are no stored deal" }
    }
}

extension MappedDeal.Phone {
    func append(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("target")
        writer.string(target.description)
        if let region {
            writer.key("region")
            writer.string(region)
        }
        writer.endObject()
    }
}
