@testable import Wire

/// A sink that keeps everything, so that two ways of feeding can be compared.
struct PartCollector: MultipartSink {
    struct Part: Equatable {
        var name: String
        var filename: String?
        var contentType: String?
        var content: [UInt8] = []
        var isWhole = false
    }

    var parts: [Part] = []
    private var decoder = TransferDecoder(.identity)

    mutating func begin(_ part: PartHead) throws(WireError) {
        func text(_ range: Range<Int>) -> String { String(decoding: part.bytes[range], as: UTF8.self) }
        parts.append(
            Part(name: text(part.name), filename: part.filename.map(text), contentType: part.contentType.map(text)))
        decoder = TransferDecoder(part.transferEncoding)
    }

    mutating func content(_ bytes: Span<UInt8>) {
        decoder.decode(bytes, to: &parts[parts.count - 1].content)
    }

    mutating func end() throws(WireError) {
        parts[parts.count - 1].isWhole = true
    }

    /// The parts of a form that arrives in these pieces, or what breaks it.
    static func read(
        _ pieces: [ArraySlice<UInt8>], boundary: String, limits: WireLimits = .standard
    ) -> Result<[Part], WireError> {
        var parser = MultipartParser(boundary: Array(boundary.utf8), limits: limits)
        var collector = PartCollector()
        do throws(WireError) {
            for piece in pieces { try parser.feed(Array(piece).span, into: &collector) }
            try parser.finish()
            return .success(collector.parts)
        } catch {
            return .failure(error)
        }
    }
}
