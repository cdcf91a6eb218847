internal import Listener

/// The posts with files that are under way, and how many of them are one client's.
struct UploadTable {
    /// As many may be under way at once.
    static let most = 256
    /// As many of one client. Where who it is is not known, as behind a proxy that does not say, only ``most`` counts.
    static let mostOfClient = 32

    private var uploads: [RequestID: (upload: Upload, client: UInt128?)] = [:]
    private var clients: [UInt128: Int] = [:]

    /// Whether a client may have one more.
    func hasRoom(for client: UInt128?) -> Bool {
        guard uploads.count < Self.most else { return false }
        return client.map { clients[$0, default: 0] < Self.mostOfClient } ?? true
    }

    mutating func add(_ upload: Upload, _ id: RequestID, of client: UInt128?) {
        uploads[id] = (upload, client)
        if let client { clients[client, default: 0] += 1 }
    }

    mutating func remove(_ id: RequestID) -> Upload? {
        guard let (upload, client) = uploads.removeValue(forKey: id) else { return nil }
        if let client, let count = clients[client] { clients[client] = count > 1 ? count - 1 : nil }
        return upload
    }
}
