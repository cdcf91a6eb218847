/// JSON: accepted if and only if a plain reading of RFC 8259 accepts it, and with the same values.
enum JSONFuzz {
    static func check(_ input: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = input.starts(with: mark) ? Array(input.dropFirst(3)) : input
        let reference = JSONReference.read(text)
        do throws(WireError) {
            let document = try JSONDocument.parse(input)
            expect(reference != nil, "what RFC 8259 does not allow is refused")
            expect(describe(document.root) == reference, "values are as they were written")
            checkNodes(document)
            var writer = JSONWriter()
            writer.value(document.root)
            let again = try? JSONDocument.parse(writer.bytes)
            expect(again.map { describe($0.root) } == reference, "what is written reads the same")
        } catch {
            expect(reference == nil, "what RFC 8259 allows is read")
            expect((0...input.count).contains(error.offset), "an error's place is within the text")
        }
    }

    /// A value in one line that tells it from every other: kinds, order, texts of numbers, strings by their scalars.
    private static func describe(_ value: JSONValue) -> String {
        switch value.kind {
        case .object:
            "{" + value.members.map { JSONReference.describe($0.key) + ":" + describe($0.value) }.joined(separator: ",")
                + "}"
        case .array: "[" + value.elements.map(describe).joined(separator: ",") + "]"
        case .string: JSONReference.describe(value.string ?? "?")
        case .number: value.numberText ?? "?"
        case .boolean: value.boolean.map(String.init) ?? "?"
        case .null: "null"
        }
    }

    private static func checkNodes(_ document: JSONDocument) {
        var containers = [0]
        while let node = containers.popLast() {
            expect(document.range(of: node).upperBound <= document.bytes.count, "a node is within its text")
            guard var child = document.firstChild(of: node) else { continue }
            while child < document.end(of: node) {
                let next = document.next(after: child)
                expect(next > child && next <= document.end(of: node), "nodes stand in order")
                containers.append(child)
                child = next
            }
        }
    }
}
