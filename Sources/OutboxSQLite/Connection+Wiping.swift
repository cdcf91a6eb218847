import Outbox

extension Connection {
    /// How many pages are looked at together, and how many are overwritten in one transaction: some milliseconds without a commit.
    private static let readTogether = 128
    private static let wipedTogether = 200
    /// How often it is tried to find a moment in which nothing waits in the log.
    private static let tries = 50

    /// Overwrites what SQLite left of rows in the pages in use when it moved them to others. Everything that was committed has to be in
    /// the database, and stays as it is.
    ///
    /// Only between commits, while this connection keeps others from writing and the log is empty: then the file is the only place of
    /// each page. At the end it commits a change that is none, so that everyone else reads the pages anew.
    ///
    /// - Returns: whether it is done; not where someone has been reading for long.
    borrowing func wipeGaps() throws(StoreError) -> Bool {
        guard let room = try PageRoom(header: read(100, at: 0)) else { return false }
        var stained = try stainedPages(room)[...]
        while !stained.isEmpty {
            let some = stained.prefix(Self.wipedTogether)
            guard try wipe(Array(some), room) else { return false }
            stained = stained.dropFirst(some.count)
        }
        return try emptyLog()
    }

    /// The pages with something to overwrite; read without a lock, and so to be looked at again.
    private borrowing func stainedPages(_ room: PageRoom) throws(StoreError) -> [Int] {
        let count = try sizeOfFile() / room.pageSize
        guard count <= PageRoom.mostPages else {
            throw StoreError(.refused, "the store is too large to be overwritten page by page")
        }
        var stained: [Int] = []
        for start in stride(from: 0, to: count, by: Self.readTogether) {
            let pages = min(Self.readTogether, count - start)
            let bytes = try read(pages * room.pageSize, at: start * room.pageSize)
            for index in 0..<pages {
                let page = bytes[index * room.pageSize..<(index + 1) * room.pageSize]
                if !room.ranges(in: page, number: start + index + 1).isEmpty { stained.append(start + index + 1) }
            }
        }
        return stained
    }

    private borrowing func wipe(_ pages: [Int], _ room: PageRoom) throws(StoreError) -> Bool {
        for _ in 0..<Self.tries {
            guard try emptyLog() else { continue }
            try execute("BEGIN IMMEDIATE")
            do throws(StoreError) {
                // Someone has committed between the two.
                if try sizeOfLog() == 0 {
                    try overwrite(pages, room)
                    let version = try integer("PRAGMA user_version") ?? 0
                    try execute("PRAGMA user_version = \(version); COMMIT")
                    forgetPages()
                    return true
                }
            } catch {
                try? execute("ROLLBACK")
                throw error
            }
            try execute("ROLLBACK")
        }
        return false
    }

    private borrowing func overwrite(_ pages: [Int], _ room: PageRoom) throws(StoreError) {
        let size = try sizeOfFile()
        for number in pages where number * room.pageSize <= size {
            let start = (number - 1) * room.pageSize
            for range in room.ranges(in: try read(room.pageSize, at: start), number: number) {
                try overwrite(start + range.lowerBound..<start + range.upperBound)
            }
        }
        try syncFile()
    }
}
