internal import Crypto
internal import Wire

/// Reads a form as it comes: its text is written again without the files, and they are written to the folder. What it holds in memory is
/// the text, and of the file at hand what tells its type.
struct UploadReader: MultipartSink {
    /// What stands in the way of the whole post.
    enum Stop: Error, Equatable {
        /// There is more text than the form takes.
        case tooMuchText
        /// Nothing can be kept now; in words for the log.
        case cannotKeep(String)
    }

    /// A file of the form.
    struct Part {
        var key: String?
        /// As it came; perhaps no UTF-8.
        var field: [UInt8]
        var name: [UInt8]
        var said: String?
        var type: FileType?
        var size = 0
        var digest: [UInt8] = []
        var problem: FileProblem?

        /// Whether a control was left empty: browsers send those too.
        var isNothing: Bool { name.isEmpty && size == 0 }
    }

    private enum Place { case nowhere, text, file }

    /// What the form takes.
    private let settings: FileSettings
    private let folder: FileFolder
    private let room: FileRoom
    private let textLimit: Int
    /// Makes a key for a new file, which is held from then on.
    private let newKey: @Sendable () -> String
    private let typeOf: @Sendable ([UInt8]) -> String
    private(set) var writer: PartWriter
    private(set) var parts: [Part] = []
    private(set) var stop: Stop?
    private var place = Place.nowhere
    private var decoder = TransferDecoder(.identity)
    private var descriptor: Int32 = -1
    /// How many bytes it may still write before it has to ask for room again.
    private var granted = 0
    private var digest = RunningDigest()
    private var sample: [UInt8] = []
    private var count = 0

    init(
        boundary: [UInt8], settings: FileSettings, folder: FileFolder, room: FileRoom, textLimit: Int,
        newKey: @escaping @Sendable () -> String, typeOf: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.settings = settings
        self.folder = folder
        self.room = room
        self.textLimit = textLimit
        self.newKey = newKey
        self.typeOf = typeOf
        writer = PartWriter(boundary: boundary)
    }

    /// How many bytes it holds.
    var held: Int { writer.bytes.count + sample.count }

    mutating func begin(_ part: PartHead) throws(WireError) {
        writer.begin(part, isText: part.filename == nil)
        checkText()
        decoder = TransferDecoder(part.transferEncoding)
        guard let filename = part.filename else {
            place = .text
            return
        }
        place = .file
        digest = RunningDigest()
        sample = []
        var new = Part(field: Array(part.bytes[part.name]), name: Array(part.bytes[filename]))
        new.said = part.contentType.map { String(decoding: part.bytes[$0], as: UTF8.self) }
        if !new.name.isEmpty { new.problem = counted() }
        parts.append(new)
    }

    /// One more file; what is wrong with it, where it is one too many.
    private mutating func counted() -> FileProblem? {
        count += 1
        return count > settings.most ? .tooMany(limit: settings.most) : nil
    }

    mutating func content(_ bytes: Span<UInt8>) {
        guard stop == nil else { return }
        switch place {
        case .nowhere: return
        case .text:
            writer.content(bytes)
            checkText()
        case .file:
            if decoder.isIdentity { return take(bytes) }
            var decoded: [UInt8] = []
            decoder.decode(bytes, to: &decoded)
            take(decoded.span)
        }
    }

    private mutating func checkText() {
        if writer.bytes.count > textLimit, stop == nil { stop = .tooMuchText }
    }

    private mutating func take(_ bytes: Span<UInt8>) {
        let index = parts.count - 1
        // A file without a name is one when something is in it.
        if parts[index].size == 0, parts[index].name.isEmpty, !bytes.isEmpty {
            parts[index].problem = counted()
        }
        parts[index].size += bytes.count
        digest.add(bytes)
        guard parts[index].problem == nil else { return }
        guard parts[index].size <= settings.largest else { return refuse(.tooLarge(limit: settings.largest)) }
        for position in 0..<min(bytes.count, ContentType.sample - sample.count) { sample.append(bytes[position]) }
        guard settings.areKept, stop == nil, !bytes.isEmpty else { return }
        do throws(FileFolder.Failure) {
            let isNew = descriptor < 0
            if granted < bytes.count {
                let more = max(bytes.count - granted, FileRoom.step)
                guard room.promise(more, most: isNew ? settings.largest : 0) else {
                    stop = .cannotKeep("the disk has no room for files")
                    return
                }
                granted += more
            }
            if isNew {
                let key = newKey()
                parts[index].key = key
                descriptor = try folder.create(key)
            }
            try folder.write(bytes, to: descriptor)
            granted -= bytes.count
            room.release(bytes.count)
        } catch {
            stop = .cannotKeep(error.description)
        }
    }

    /// Takes away what is there of the file at hand; the rest of it is read and dropped.
    private mutating func refuse(_ problem: FileProblem) {
        let index = parts.count - 1
        parts[index].problem = problem
        sample = []
        close()
        if let key = parts[index].key { folder.remove(key) }
        parts[index].key = nil
    }

    private mutating func close() {
        if descriptor >= 0 { folder.close(descriptor) }
        descriptor = -1
        room.release(granted)
        granted = 0
    }

    mutating func end() throws(WireError) {
        guard decoder.isComplete else { throw WireError(.multipart, .invalidTransferEncoding, at: 0) }
        if place == .file { endFile() }
        writer.end()
        checkText()
        place = .nowhere
    }

    private mutating func endFile() {
        let index = parts.count - 1
        guard !parts[index].isNothing else { return }
        parts[index].digest = digest.finish()
        digest = RunningDigest()
        // It stands for the content where posts are compared.
        writer.content(Self.placeholder(parts[index]))
        guard parts[index].problem == nil, stop == nil else { return }
        guard parts[index].size > 0 else { return refuse(.empty) }
        let name = String(decoding: parts[index].name, as: UTF8.self)
        let type = FileCheck(types: settings.types).type(
            name: name, said: parts[index].said, content: typeOf(sample), beginning: sample)
        guard let type else { return refuse(.type(settings.types.map(\.name))) }
        parts[index].type = type
        sample = []
        guard descriptor >= 0 else { return }
        do throws(FileFolder.Failure) {
            try folder.sync(descriptor)
        } catch {
            stop = .cannotKeep(error.description)
        }
        close()
    }

    private static func placeholder(_ part: Part) -> String {
        let digits = Array("0123456789abcdef")
        let digest = part.digest.map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
        return "[a file of \(part.size) bytes, SHA-256 \(digest)]"
    }

    /// All of the form has come, and its names are to be on the disk.
    mutating func finish(hyphensLeftOut: Bool) {
        writer.finish(hyphensLeftOut: hyphensLeftOut)
        guard stop == nil, parts.contains(where: { $0.key != nil }) else { return }
        do throws(FileFolder.Failure) {
            try folder.sync()
        } catch {
            stop = .cannotKeep(error.description)
        }
    }

    /// Takes away all that was kept.
    mutating func discard() -> [String] {
        close()
        let keys = parts.compactMap(\.key)
        for key in keys { folder.remove(key) }
        for index in parts.indices { parts[index].key = nil }
        return keys
    }
}
