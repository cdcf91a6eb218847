/// Turns a pattern as written into the steps that the machine takes (Thompson's construction, as Russ Cox describes it).
struct PatternCompiler {
    private var program: [PatternInstruction] = []
    /// Parts that were written out, those that make no instruction too: `((){100}){100}`.
    private var parts = 0
    private let ignoresCase: Bool

    init(ignoresCase: Bool) {
        self.ignoresCase = ignoresCase
    }

    mutating func compile(_ node: PatternNode) throws(PathError) -> [PatternInstruction] {
        try emit(.save(0))
        try append(node)
        try emit(.save(1))
        try emit(.found)
        return program
    }

    private static let tooLarge = PathError(
        message: "this pattern is too large; smaller numbers in { } are expected", offset: 0)

    private mutating func emit(_ instruction: PatternInstruction) throws(PathError) {
        guard program.count < Pattern.longestProgram else { throw Self.tooLarge }
        program.append(instruction)
    }

    private mutating func append(_ node: PatternNode) throws(PathError) {
        parts += 1
        guard parts <= 10 * Pattern.longestProgram else { throw Self.tooLarge }
        switch node {
        case .empty: break
        case .set(var set):
            set.ignoresCase = ignoresCase
            try emit(.one(set))
        case .textStart: try emit(.textStart)
        case .textEnd: try emit(.textEnd)
        case .wordEdge(let isEdge): try emit(.wordEdge(isEdge))
        case .sequence(let nodes): for node in nodes { try append(node) }
        case .either(let nodes): try append(either: nodes[...])
        case .group(let node, let number):
            if number == 1 { try emit(.save(2)) }
            try append(node)
            if number == 1 { try emit(.save(3)) }
        case .repeated(let node, let least, let most, let isLazy):
            for _ in 0..<least { try append(node) }
            if let most {
                try append(optional: node, upTo: most - least, isLazy: isLazy)
            } else {
                try append(endless: node, isLazy: isLazy)
            }
        }
    }

    private mutating func append(either nodes: ArraySlice<PatternNode>) throws(PathError) {
        guard let first = nodes.first else { return }
        guard nodes.count > 1 else { return try append(first) }
        let split = program.count
        try emit(.jump(0))
        try append(first)
        let jump = program.count
        try emit(.jump(0))
        program[split] = .split(split + 1, program.count)
        try append(either: nodes.dropFirst())
        program[jump] = .jump(program.count)
    }

    private mutating func append(optional node: PatternNode, upTo count: Int, isLazy: Bool) throws(PathError) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(program.count)
            try emit(.jump(0))
            try append(node)
        }
        for split in splits { set(split, into: split + 1, out: program.count, isLazy) }
    }

    private mutating func append(endless node: PatternNode, isLazy: Bool) throws(PathError) {
        let split = program.count
        try emit(.jump(0))
        try append(node)
        try emit(.jump(split))
        set(split, into: split + 1, out: program.count, isLazy)
    }

    private mutating func set(_ split: Int, into: Int, out: Int, _ isLazy: Bool) {
        program[split] = isLazy ? .split(out, into) : .split(into, out)
    }
}
