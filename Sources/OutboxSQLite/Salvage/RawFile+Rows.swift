extension RawFile {
    /// A row with the key that it stands under; nil in the tables that have none of their own.
    private typealias Row = (key: Int64?, record: RawRecord)

    /// All rows that can be read, of all tables and indices, in no order: what a page is of is not known, and told by what its rows look
    /// like.
    func forEachRow(_ body: (Int64?, RawRecord) -> Void) {
        for number in 1...max(1, pageCount) {
            guard let page = page(number) else { continue }
            for row in rows(of: page, isFirst: number == 1) { body(row.key, row.record) }
        }
    }

    private enum Kind: UInt8 {
        case indexInterior = 2
        case indexLeaf = 10
        case tableLeaf = 13
    }

    private func rows(of page: [UInt8], isFirst: Bool) -> [Row] {
        let start = isFirst ? 100 : 0
        guard let kind = Kind(rawValue: page[start]) else { return [] }
        let count = Int(page[start + 3]) << 8 | Int(page[start + 4])
        let pointers = start + (kind == .indexInterior ? 12 : 8)
        guard count > 0, pointers + 2 * count <= usableSize else { return [] }
        return (0..<count).compactMap { index in
            let place = Int(page[pointers + 2 * index]) << 8 | Int(page[pointers + 2 * index + 1])
            guard place >= pointers + 2 * count, place < usableSize else { return nil }
            return row(in: page, at: place, kind)
        }
    }

    private func row(in page: [UInt8], at place: Int, _ kind: Kind) -> Row? {
        var reader = RawReader(page[place..<usableSize])
        if kind == .indexInterior { guard reader.take(4) != nil else { return nil } }
        guard let said = reader.varint(), said > 0, said <= Int64(pageCount * pageSize), let size = Int(exactly: said)
        else { return nil }
        var key: Int64?
        if kind == .tableLeaf {
            guard let read = reader.varint() else { return nil }
            key = read
        }
        let local = localSize(of: size, kind)
        guard var payload = reader.take(local).map({ Array($0) }) else { return nil }
        if local < size {
            guard let next = reader.take(4), let rest = overflow(RawFile.number(Array(next), at: 0), size - local)
            else {
                return nil
            }
            payload += rest
        }
        return RawRecord(payload).map { (key, $0) }
    }

    /// How much of a row stands on its page (section 1.6).
    private func localSize(of size: Int, _ kind: Kind) -> Int {
        let most = kind == .tableLeaf ? usableSize - 35 : (usableSize - 12) * 64 / 255 - 23
        guard size > most else { return size }
        let least = (usableSize - 12) * 32 / 255 - 23
        let local = least + (size - least) % (usableSize - 4)
        return local <= most ? local : least
    }

    /// The rest of a row, from page to page.
    private func overflow(_ first: Int, _ size: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var next = first
        while bytes.count < size {
            guard next > 0, let page = page(next) else { return nil }
            next = RawFile.number(page, at: 0)
            bytes += page[4..<min(usableSize, 4 + size - bytes.count)]
        }
        return bytes
    }
}
