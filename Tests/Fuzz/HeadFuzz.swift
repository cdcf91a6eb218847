/// Request heads: what is accepted keeps to the grammar, and pieces read as the whole does.
enum HeadFuzz {
    static func check(_ input: [UInt8]) {
        for limits in [RequestHeadParser.Limits(), small] {
            let (progress, head) = parse(input, [input.count], limits)
            for split in splits(of: input) {
                let (inTwo, other) = parse(input, [split, input.count], limits)
                switch (progress, inTwo) {
                case (.complete, .complete): expect(describe(head) == describe(other), "a split changes no head")
                case (.needsMore, .needsMore), (.bad, .bad): break
                default: expect(false, "a split changes no outcome")
                }
            }
            if progress == .complete { checkHead(head, input, limits) }
        }
    }

    private static let small: RequestHeadParser.Limits = {
        var limits = RequestHeadParser.Limits()
        (limits.head, limits.target, limits.fields) = (128, 32, 4)
        return limits
    }()

    private static func parse(
        _ input: [UInt8], _ ends: [Int], _ limits: RequestHeadParser.Limits
    ) -> (RequestHeadParser.Progress, RequestHead) {
        var parser = RequestHeadParser(limits: limits)
        var head = RequestHead()
        var progress = RequestHeadParser.Progress.needsMore
        for end in ends where progress == .needsMore {
            progress = parser.parse(input.span, from: 0, to: end, into: &head)
        }
        return (progress, head)
    }

    private static func describe(_ head: RequestHead) -> String {
        "\(head.method) \(head.path) \(String(describing: head.query)) \(head.minorVersion) \(head.framing) \(head.isPersistent)"
            + "\(head.expectsContinue) \(head.end) \(head.fields.map { "\($0.name) \($0.value) \($0.known)" })"
    }

    private static func checkHead(_ head: RequestHead, _ input: [UInt8], _ limits: RequestHeadParser.Limits) {
        expect(head.end <= input.count && head.end <= limits.head, "a head ends within its limit")
        expect(head.fields.count <= limits.fields, "fields are bounded")
        expect(input[..<head.end].suffix(4).elementsEqual([13, 10, 13, 10]), "a head ends in an empty line")
        let (shorter, _) = parse(input, [head.end - 1], limits)
        expect(shorter == .needsMore, "no beginning of a head is one")
        let path = input[head.path]
        // An absolute-form target may have no path.
        expect(path.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a path is visible ASCII")
        expect(path.isEmpty || path.first == 0x2F || path.elementsEqual([0x2A]), "a path begins with a slash, or is *")
        var end = max(head.path.upperBound, head.query?.upperBound ?? 0)
        for field in head.fields {
            expect(field.name.lowerBound > end && field.value.lowerBound > field.name.upperBound, "fields are in order")
            end = field.value.upperBound
            let name = input[field.name]
            expect(!name.isEmpty && name.allSatisfy(Token.contains), "a name is a token")
            expect(input[field.name.upperBound] == 0x3A, "a colon follows a name at once")
            expect(
                input[field.value].allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 },
                "a value has no control character")
            let text = String(decoding: name, as: UTF8.self).lowercased()
            expect(
                (field.known == .other) == !FieldName.allCases.contains { $0.text == text }, "names are known exactly")
        }
        expect(end < head.end, "fields end before the head does")
        let hosts = head.fields.filter { $0.known == .host }.count
        expect(hosts == 1 || (hosts == 0 && head.minorVersion == 0), "one host")
        checkFraming(head, input)
    }

    private static func checkFraming(_ head: RequestHead, _ input: [UInt8]) {
        let lengths = head.fields.filter { $0.known == .contentLength }
        let codings = head.fields.filter { $0.known == .transferEncoding }
        expect(lengths.count + codings.count <= 1, "one framing field")
        switch head.framing {
        case .none: expect(lengths.isEmpty && codings.isEmpty, "framing without a field")
        case .chunked: expect(codings.count == 1 && head.minorVersion == 1, "chunked by its field")
        case .length(let length):
            expect(lengths.count == 1, "a length by its field")
            let text = lengths.map { String(decoding: input[$0.value], as: UTF8.self) }.joined()
            expect(text.utf8.allSatisfy { (0x30...0x39).contains($0) } && Int(text) == length, "a length is its digits")
        }
    }
}
