/// Runs a compiled pattern over a text (Pike's machine): all ways of matching go on side by side, one character at a time, so that no text
/// takes more steps than it has characters times the program has instructions.
struct PatternMachine {
    /// What a way has kept: bytes from the text's beginning, or -1.
    struct Slots {
        var start = -1
        var end = -1
        var groupStart = -1
        var groupEnd = -1
    }

    private let program: [PatternInstruction]
    private let text: [UInt8]
    private var current = Ways()
    private var next = Ways()
    /// For each instruction the step in which it was reached last.
    private var reached: [Int]
    private var stack: [(instruction: Int, slots: Slots)] = []
    /// Instructions taken: what the tests count.
    private(set) var steps = 0

    private typealias Ways = [(instruction: Int, slots: Slots)]

    init(_ program: [PatternInstruction], _ text: [UInt8]) {
        self.program = program
        self.text = text
        reached = [Int](repeating: -1, count: program.count)
    }

    /// The first match from the left, and of those the one that the pattern prefers; nil if there is none.
    mutating func run() -> Slots? {
        var best: Slots?
        var position = 0
        var before: Unicode.Scalar?
        while true {
            let (scalar, length) = scalar(at: position)
            // A way that begins here is tried after all that began before, and no more once one has come to its end.
            if best == nil { follow(0, Slots(), at: position, before, scalar) }
            swap(&current, &next)
            next.removeAll(keepingCapacity: true)
            guard !current.isEmpty || (best == nil && scalar != nil) else { return best }
            let after = scalar == nil ? nil : self.scalar(at: position + length).scalar
            for way in current {
                steps += 1
                if case .found = program[way.instruction] {
                    best = way.slots
                    // What comes later is less preferred.
                    break
                }
                guard let scalar, case .one(let set) = program[way.instruction], set.contains(scalar) else { continue }
                follow(way.instruction + 1, way.slots, at: position + length, scalar, after)
            }
            guard scalar != nil else { return best }
            before = scalar
            position += length
        }
    }

    /// Follows what takes no character, from one instruction on, in the order of preference.
    private mutating func follow(
        _ instruction: Int, _ slots: Slots, at position: Int, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
    ) {
        stack.append((instruction, slots))
        while let (place, kept) = stack.popLast() {
            guard reached[place] != position else { continue }
            reached[place] = position
            steps += 1
            var slots = kept
            switch program[place] {
            case .one, .found: next.append((place, slots))
            case .jump(let target): stack.append((target, slots))
            case .split(let first, let second):
                stack.append((second, slots))
                stack.append((first, slots))
            case .save(let slot):
                switch slot {
                case 0: slots.start = position
                case 1: slots.end = position
                case 2: slots.groupStart = position
                default: slots.groupEnd = position
                }
                stack.append((place + 1, slots))
            case .textStart: if before == nil { stack.append((place + 1, slots)) }
            case .textEnd: if after == nil { stack.append((place + 1, slots)) }
            case .wordEdge(let isEdge):
                let found =
                    (before.map { PatternSet.isOf(.word, $0) } ?? false)
                    != (after.map { PatternSet.isOf(.word, $0) } ?? false)
                if found == isEdge { stack.append((place + 1, slots)) }
            }
        }
    }

    /// The character at a place of what is known to be UTF-8, and how many bytes it has; nil at the end.
    private func scalar(at position: Int) -> (scalar: Unicode.Scalar?, length: Int) {
        guard position < text.count else { return (nil, 0) }
        let byte = text[position]
        if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var value = UInt32(byte & (0x7F >> UInt8(length)))
        for index in position + 1..<min(position + length, text.count) {
            value = value << 6 | UInt32(text[index] & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
