import CYAML

/// libyaml's parser: the only place that sees its pointers. Reads one file of UTF-8 as a row of events.
@safe struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Begins to read `text`, which is valid UTF-8 without a byte order mark. nil when there is no memory.
    init?(_ text: [UInt8]) {
        unsafe parser = .allocate(capacity: 1)
        unsafe input = .allocate(capacity: text.count)
        _ = unsafe input.initialize(fromContentsOf: text)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe input.deallocate()
            unsafe parser.deallocate()
            return nil
        }
        // Set, so that no byte order mark makes it UTF-16.
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event; not to be called after `streamEnd` or an error.
    mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
            let read = unsafe Self.read(event)
            unsafe yaml_event_delete(&event)
            if let read { return read }
        }
    }

    /// Copies what an event says; nil for those that say nothing.
    private static func read(_ event: borrowing yaml_event_t) -> YAMLEvent? {
        var anchor: String?
        var tag: String?
        let kind: YAMLEvent.Kind
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        case YAML_DOCUMENT_END_EVENT, YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .end
        case YAML_ALIAS_EVENT: kind = unsafe .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let value = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            unsafe anchor = text(scalar.anchor)
            unsafe tag = text(scalar.tag)
            kind = unsafe .scalar(
                String(decoding: value, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_START_EVENT:
            unsafe anchor = text(event.data.sequence_start.anchor)
            unsafe tag = text(event.data.sequence_start.tag)
            kind = .sequenceStart
        case YAML_MAPPING_START_EVENT:
            unsafe anchor = text(event.data.mapping_start.anchor)
            unsafe tag = text(event.data.mapping_start.tag)
            kind = .mappingStart
        default: return nil
        }
        let mark = unsafe event.start_mark
        return YAMLEvent(
            kind: kind, anchor: anchor, tag: tag, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private static func text(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    /// Where and why reading ended.
    private func failure() -> YAMLSyntaxError {
        let state = unsafe parser.pointee
        let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "out of memory"
        let context = unsafe state.context.map { unsafe String(cString: $0) } ?? ""
        var mark = unsafe YAMLSyntaxError.Mark(
            line: Int(state.problem_mark.line), column: Int(state.problem_mark.column))
        let start = unsafe YAMLSyntaxError.Mark(
            line: Int(state.context_mark.line), column: Int(state.context_mark.column))
        var character: (byte: Int, value: UInt8)?
        if unsafe state.error == YAML_READER_ERROR {
            // The reader runs ahead of the marks and gives bytes.
            mark = unsafe position(ofByte: Int(state.problem_offset))
        } else if unsafe state.problem_mark.index < input.count {
            character = self.character(at: mark)
        }
        var error = YAMLSyntaxError(
            problem: problem, at: mark, context: context, from: start, isTab: character?.value == 0x09,
            isBehindBracket: character.map { isBehindBracket($0.byte) } ?? false,
            isAtBracket: character.map { "[{:".utf8.contains($0.value) } ?? false)
        error.byte = character?.byte
        return error
    }

    /// Whether a list or a mapping in brackets ends right before a byte.
    private func isBehindBracket(_ byte: Int) -> Bool {
        guard byte > 0 else { return false }
        let before = unsafe input[byte - 1]
        return before == UInt8(ascii: "]") || before == UInt8(ascii: "}")
    }

    /// Line and column of a byte, from 0.
    private func position(ofByte offset: Int) -> YAMLSyntaxError.Mark {
        var mark = YAMLSyntaxError.Mark(line: 0, column: 0)
        for index in 0..<min(offset, unsafe input.count) {
            let byte = unsafe input[index]
            if byte == 0x0a {
                mark = .init(line: mark.line + 1, column: 0)
            } else if byte & 0xc0 != 0x80 {
                mark.column += 1
            }
        }
        return mark
    }

    /// The character at a position: its first byte and where that is.
    private func character(at mark: YAMLSyntaxError.Mark) -> (byte: Int, value: UInt8)? {
        var here = YAMLSyntaxError.Mark(line: 0, column: 0)
        for index in unsafe input.indices {
            let byte = unsafe input[index]
            if byte & 0xc0 == 0x80 { continue }
            if here.line == mark.line, here.column == mark.column { return (index, byte) }
            if byte == 0x0a {
                here = .init(line: here.line + 1, column: 0)
            } else {
                here.column += 1
            }
        }
        return nil
    }
}
