import Glibc

/// A store's file and its log, page by page, without SQLite: for a file whose root pages or whose header cannot be read.
///
/// By https://www.sqlite.org/fileformat.html. The log's frames are taken up to its last commit; their checksums are not looked at, since
/// what is found has to look like a row of this program's anyway.
final class RawFile {
    private let descriptor: Int32
    private let log: Int32
    let pageSize: Int
    /// How many bytes of a page are SQLite's.
    let usableSize: Int
    let pageCount: Int
    /// Where in the log the newest version of a page stands.
    private var frames: [Int: Int] = [:]

    /// The size that this program's stores have, for a file whose header is gone.
    private static let standardPageSize = 8192
    private static let frameHeaderSize = 24

    /// Nil where the file cannot be opened.
    init?(_ path: String) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        log = unsafe open(path + "-wal", O_RDONLY | O_CLOEXEC)
        let header = Self.read(descriptor, at: 0, 100)
        let said = header.count == 100 ? Int(header[16]) << 8 | Int(header[17]) : 0
        let isHeader = header.starts(with: Array("SQLite format 3\0".utf8))
        let size = said == 1 ? 65_536 : said
        let isSize = (512...65_536).contains(size) && size & (size - 1) == 0
        pageSize = isHeader && isSize ? size : Self.standardPageSize
        usableSize = pageSize - (isHeader ? min(Int(header[20]), 32) : 0)
        let length = Int(max(0, lseek(descriptor, 0, SEEK_END)))
        var count = (length + pageSize - 1) / pageSize
        if log >= 0 { frames = Self.frames(of: log, pageSize: pageSize) }
        count = max(count, frames.keys.max() ?? 0)
        pageCount = count
    }

    deinit {
        close(descriptor)
        if log >= 0 { close(log) }
    }

    /// A page by its number, from 1; nil where not all of it can be read.
    func page(_ number: Int) -> [UInt8]? {
        guard (1...max(1, pageCount)).contains(number) else { return nil }
        let bytes =
            if let place = frames[number] {
                Self.read(log, at: place, pageSize)
            } else {
                Self.read(descriptor, at: (number - 1) * pageSize, pageSize)
            }
        return bytes.count == pageSize ? bytes : nil
    }

    private static func frames(of log: Int32, pageSize: Int) -> [Int: Int] {
        let header = read(log, at: 0, 32)
        guard header.count == 32, header.starts(with: [0x37, 0x7F, 0x06]) else { return [:] }
        let salts = header[16..<24]
        var (committed, open): ([Int: Int], [Int: Int]) = ([:], [:])
        var place = 32
        while true {
            let frame = read(log, at: place, frameHeaderSize)
            guard frame.count == frameHeaderSize, frame[8..<16] == salts else { return committed }
            open[number(frame, at: 0)] = place + frameHeaderSize
            if number(frame, at: 4) != 0 {
                committed.merge(open) { $1 }
                open = [:]
            }
            place += frameHeaderSize + pageSize
        }
    }

    /// A number of four bytes, the highest first.
    static func number(_ bytes: [UInt8], at place: Int) -> Int {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func read(_ descriptor: Int32, at place: Int, _ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(descriptor, buffer.baseAddress.map { unsafe $0 + done }, count - done, off_t(place + done))
            }
            if got < 0, errno == EINTR { continue }
            // A bad block of the disk ends it here, and not the reading of the others.
            guard got > 0 else { break }
            done += got
        }
        return Array(bytes[..<done])
    }
}
