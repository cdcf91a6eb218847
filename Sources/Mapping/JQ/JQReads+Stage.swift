extension JQReads {
    /// Behind a path: `| map(…)`, which reads each of its elements, or `| {…}`, which reads what is there; false, with nothing read, where it
    /// goes on otherwise, or where what is read cannot be told.
    mutating func goesOn(from path: String) -> Bool {
        let start = position + 1
        let isMap = start + 1 < tokens.count && tokens[start] == .word("map") && tokens[start + 1] == .sign("(")
        let opening = isMap ? start + 1 : start
        guard opening < tokens.count, isMap || tokens[opening] == .sign("{"), let closing = end(of: opening) else {
            return false
        }
        let stage = isMap ? tokens[(opening + 1)..<closing] : tokens[opening...closing]
        guard let names = JQReads.reads(of: Array(stage)), !names.isEmpty else { return false }
        let base = isMap ? path + "[*]" : path
        found += names.map { base + ($0.hasPrefix("[") ? "" : ".") + $0 }
        position = closing + 1
        wentOn = true
        return true
    }

    /// Where the bracket closes that stands there.
    private func end(of opening: Int) -> Int? {
        var depth = 0
        for index in opening..<tokens.count {
            switch tokens[index] {
            case .sign("("), .sign("["), .sign("{"): depth += 1
            case .sign(")"), .sign("]"), .sign("}"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }
}
