/// What a request's `Accept` fields say of the two kinds of answer there are: a page and JSON (RFC 9110, section 12.5.1).
///
/// Each byte is looked at once and nothing is allocated. An element that breaks the grammar is passed over.
public struct AcceptField: Sendable {
    /// How exactly a media range names a type.
    private enum Precision: Int {
        case none, anything, anySubtype, exact
    }

    /// What is said of one type: by the most exact range, and of two equally exact ones by the higher quality.
    private struct Wish {
        var precision = Precision.none
        /// In thousandths.
        var quality = 0

        mutating func take(_ precision: Precision, _ quality: Int) {
            guard precision.rawValue >= self.precision.rawValue, precision != .none else { return }
            self.quality = precision == self.precision ? max(self.quality, quality) : quality
            self.precision = precision
        }
    }

    private var page = Wish()
    private var json = Wish()

    /// What a request without the field says: nothing.
    public init() {}

    /// Takes one field value, the one in `range`, into account: several make one list.
    public mutating func take(_ bytes: Span<UInt8>, in range: Range<Int>) {
        var reader = AcceptReader(range)
        while let element = reader.next(bytes) {
            page.take(Self.precision(element, bytes, "text", "html"), element.quality)
            json.take(Self.precision(element, bytes, "application", "json"), element.quality)
        }
    }

    /// Whether a page is wanted: it must be liked better than JSON, or as well and by its name, as every browser does.
    public var prefersPage: Bool {
        guard page.quality > 0 else { return false }
        return page.quality > json.quality
            || (page.quality == json.quality && page.precision.rawValue > Precision.anything.rawValue)
    }

    private static func precision(
        _ element: AcceptReader.Element, _ bytes: Span<UInt8>, _ type: String, _ subtype: String
    ) -> Precision {
        let anySubtype = element.subtype.count == 1 && bytes[element.subtype.lowerBound] == UInt8(ascii: "*")
        if anySubtype, element.type.count == 1, bytes[element.type.lowerBound] == UInt8(ascii: "*") { return .anything }
        guard Token.equals(bytes, element.type, type) else { return .none }
        if anySubtype { return .anySubtype }
        return Token.equals(bytes, element.subtype, subtype) ? .exact : .none
    }
}
