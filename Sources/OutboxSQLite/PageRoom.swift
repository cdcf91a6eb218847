/// Where a page of a database holds nothing any more, though its bytes may tell what was there: SQLite overwrites what is deleted
/// (`secure_delete`), and leaves what it moved to another page. A pure look at one page, by https://www.sqlite.org/fileformat.html.
struct PageRoom {
    /// Bytes in a page, and how many of them are used, which is all but a few that an extension may keep.
    let pageSize: Int
    let usableSize: Int
    /// Whether the file has pointer maps, as one that gives pages back has (1.7).
    let hasPointerMaps: Bool

    /// More pages than this, and the first byte of an overflow page's link could be taken for a type of page.
    static let mostPages = 1 << 24

    /// By the file's header (1.3); nil where it is none.
    init?(header: [UInt8]) {
        guard header.count >= 100, header.starts(with: "SQLite format 3\0".utf8) else { return nil }
        let size = Int(header[16]) << 8 | Int(header[17])
        pageSize = size == 1 ? 65_536 : size
        usableSize = pageSize - Int(header[20])
        // The largest root page, which is 0 where nothing is ever given back.
        hasPointerMaps = header[52..<56].contains { $0 != 0 }
        guard pageSize >= 512, pageSize.nonzeroBitCount == 1, usableSize >= 480 else { return nil }
    }

    /// What may be overwritten in a page, where there is more than nothing; empty unless it is a page of rows, whole and by the rules.
    ///
    /// - Parameter number: the page's, from 1. The first one holds the schema only, and is left alone.
    func ranges(in page: some RandomAccessCollection<UInt8>, number: Int) -> [Range<Int>] {
        let bytes = Array(page)
        guard number > 1, bytes.count == pageSize, !isPointerMap(number) else { return [] }
        func half(at place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
        let isLeaf = bytes[0] == 10 || bytes[0] == 13
        guard isLeaf || bytes[0] == 2 || bytes[0] == 5 else { return [] }
        let pointersEnd = (isLeaf ? 8 : 12) + 2 * half(at: 3)
        let content = half(at: 5) == 0 ? 65_536 : half(at: 5)
        guard pointersEnd <= content, content <= usableSize else { return [] }
        var ranges = [pointersEnd..<content]
        var (block, last) = (half(at: 1), content)
        while block != 0 {
            // In the order of their places, of four bytes at least, the first four for the link and the size.
            guard block >= last, block + 4 <= usableSize else { return [] }
            let (next, size) = (half(at: block), half(at: block + 2))
            guard size >= 4, block + size <= usableSize else { return [] }
            ranges.append(block + 4..<block + size)
            (block, last) = (next, block + size)
        }
        return ranges.filter { range in bytes[range].contains { $0 != 0 } }
    }

    /// Whether a page says whose child each page is, and holds no rows (1.7).
    func isPointerMap(_ number: Int) -> Bool {
        guard hasPointerMaps, number > 1 else { return false }
        // SQLite locks bytes at this place, and has no page there.
        let pending = 0x4000_0000 / pageSize + 1
        let together = usableSize / 5 + 1
        var map = (number - 2) / together * together + 2
        if map == pending { map += 1 }
        return number == map || number == pending
    }
}
