extension JSONDocument {
    /// What the node is. A key is a string.
    public func kind(of node: Int) -> JSONKind { nodes[node].kind }

    /// How many members an object or elements an array has; 0 for anything else.
    public func count(of node: Int) -> Int { nodes[node].count }

    /// The node that follows this one and everything in it: the next element, a key's value, a value's next key.
    ///
    /// After the last one in a container it is `end(of: container)`.
    public func next(after node: Int) -> Int { Int(nodes[node].next) }

    /// The node after everything in this one.
    public func end(of node: Int) -> Int { Int(nodes[node].next) }

    /// The first element of an array or the first key of an object; nil if it is empty or no container.
    public func firstChild(of node: Int) -> Int? { nodes[node].count > 0 ? node + 1 : nil }

    /// The value under `name`, in UTF-8, of an object; nil if it has none or is no object. Escapes in keys are read.
    public func member(_ name: [UInt8], of node: Int) -> Int? {
        let (nodes, bytes, name) = (self.nodes.span, self.bytes.span, name.span)
        guard nodes[node].kind == .object else { return nil }
        var key = node + 1
        let end = Int(nodes[node].next)
        while key < end {
            if Self.equal(nodes[key], name, bytes) { return key + 1 }
            key = Int(nodes[key + 1].next)
        }
        return nil
    }

    /// The element at `index` of an array, from 0, or from the end if negative (-1 is the last); nil if there is none.
    public func element(_ index: Int, of node: Int) -> Int? {
        let parent = nodes[node]
        guard parent.kind == .array else { return nil }
        var left = index < 0 ? parent.count + index : index
        guard left >= 0, left < parent.count else { return nil }
        var element = node + 1
        while left > 0 {
            element = Int(nodes[element].next)
            left -= 1
        }
        return element
    }

    /// The text of a node as a range of `bytes`: inside the quotes for a string, escapes and all; the whole of anything else.
    public func range(of node: Int) -> Range<Int> { nodes[node].range }

    /// Whether a string holds escapes, so that its raw text is not its value.
    public func isEscaped(_ node: Int) -> Bool { nodes[node].isEscaped }

    /// Whether a string's value is `text`, in UTF-8, byte for byte. False for any other kind.
    public func equals(_ node: Int, _ text: [UInt8]) -> Bool {
        guard nodes[node].kind == .string else { return false }
        return Self.equal(nodes[node], text.span, bytes.span)
    }

    private static func equal(_ string: JSONNode, _ text: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
        let length = Int(string.end - string.start)
        if string.isEscaped {
            // An escape is never shorter than what it stands for.
            return length >= text.count && JSONStringBytes.equal(bytes, string, text)
        }
        guard length == text.count else { return false }
        let own = bytes.extracting(string.range)
        // From the end: the keys of one object begin alike more often than they end alike.
        var index = length
        while index > 0 {
            index -= 1
            if own[index] != text[index] { return false }
        }
        return true
    }
}
