import Outbox

/// The newest submissions by what they hold, to recognise one that comes twice: of a bounded number, in memory, read from the file when
/// the first is asked for.
struct Echoes {
    private struct Entry {
        let key: Int64
        let receivedAt: Timestamp
    }

    /// How many are remembered at most: at ten seconds, 6,500 a second.
    static let capacity = 1 << 16
    /// How long an echo can be told: the longest `echoWindow`.
    static let longestWindow = Duration.seconds(60)

    private var entries: [UInt64: Entry] = [:]
    /// The hashes in the order in which they came; round and round once full.
    private var order: [UInt64] = []
    private var oldest = 0

    /// The key of the submission that this one may be an echo of; only its row tells whether it is.
    func candidate(for hash: UInt64, at moment: Timestamp, within window: Duration) -> Int64? {
        guard let entry = entries[hash] else { return nil }
        let age = moment - entry.receivedAt
        // A clock that was set back makes nothing new.
        return age < window && age > .zero - window ? entry.key : nil
    }

    mutating func remember(_ hash: UInt64, key: Int64, receivedAt: Timestamp) {
        entries[hash] = Entry(key: key, receivedAt: receivedAt)
        if order.count < Self.capacity {
            order.append(hash)
            return
        }
        if order[oldest] != hash { entries[order[oldest]] = nil }
        order[oldest] = hash
        oldest = (oldest + 1) % Self.capacity
    }

    /// A hash of what makes two submissions the same: form, client's address, query and content. Seeded anew in each process.
    static func hash(
        form: String, clientAddress: String, bytes: [UInt8], query: Range<Int>, content: Range<Int>
    ) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(form)
        hasher.combine(clientAddress)
        // because combining byte by byte costs ten times as much; the pointer does not leave the closure.
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[query]))
            hasher.combine(content.count)
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[content]))
        }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
