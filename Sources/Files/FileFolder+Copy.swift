internal import Crypto
internal import Glibc

extension FileFolder {
    /// Calls `body` with each block of a file; false where there is none, or it cannot be read.
    private func read(_ key: String, _ body: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) -> Bool {
        guard let (descriptor, _) = open(key) else { return false }
        defer { close(descriptor) }
        var block = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = unsafe block.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return false }
            if count == 0 { return true }
            try body(block.span.extracting(0..<count))
        }
    }

    /// The SHA-256 of a file; nil where there is none, or it cannot be read.
    func digest(of key: String) -> [UInt8]? {
        var digest = RunningDigest()
        guard (try? read(key, { digest.add($0) })) == true else { return nil }
        return digest.finish()
    }

    /// Copies a file of another folder; false where it has none. One that is here already is the same: keys are never used twice.
    func copy(_ key: String, from other: FileFolder) throws(Failure) -> Bool {
        if let (known, _) = open(key) {
            close(known)
            return true
        }
        guard let (there, _) = other.open(key) else { return false }
        other.close(there)
        let target = try create(key)
        defer { close(target) }
        do throws(Failure) {
            guard try other.read(key, { block throws(Failure) in try write(block, to: target) }) else {
                remove(key)
                return false
            }
            try sync(target)
        } catch {
            remove(key)
            throw error
        }
        return true
    }
}
