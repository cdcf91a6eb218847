import Synchronization

/// A jq program, compiled; used from any thread. Equal texts are one program.
///
/// It runs in a process of its own, bounded in time, memory and output (`CJQ`): jq programs may loop for ever, and libjq aborts where
/// memory ends. The thread that asks waits for it: some 20 µs, and in the worst case as long as a run may take.
final class JQProgram: Sendable {
    /// The longest text of a program, in bytes.
    static let longestText = 16 * 1024

    let text: String
    /// Tells programs apart in the workers that have compiled them.
    let number: Int

    private static let known = Mutex(Known())

    private struct Known {
        struct Entry {
            weak var program: JQProgram?
        }

        var programs: [String: Entry] = [:]
        var next = 0
    }

    /// Compiles a text, or finds the program that it is already.
    static func compile(_ text: String) throws(JQError) -> JQProgram {
        guard !Piece(text).isBlank else { throw .doesNotCompile("it is empty", line: nil) }
        guard text.utf8.count <= longestText else { throw .doesNotCompile("it is longer than 16 KiB", line: nil) }
        let program = known.withLock { known in
            if let program = known.programs[text]?.program { return program }
            known.programs = known.programs.filter { $0.value.program != nil }
            known.next += 1
            let program = JQProgram(text, number: known.next)
            known.programs[text] = Known.Entry(program: program)
            return program
        }
        try JQWorkers.shared.compile(program)
        return program
    }

    private init(_ text: String, number: Int) {
        self.text = text
        self.number = number
    }

    /// How many programs are in use.
    static var count: Int { known.withLock { $0.programs.values.count { $0.program != nil } } }

    /// Runs it on a JSON text, and takes what that takes from the time that is left.
    /// - Returns: the results as the text of a JSON array.
    func run(_ json: [UInt8], _ time: inout JQTime) throws(JQError) -> [UInt8] {
        try JQWorkers.shared.run(self, json, &time)
    }
}
