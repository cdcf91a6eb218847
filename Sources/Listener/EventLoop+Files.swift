internal import Wire

/// Answers whose content is a file's: the system moves it from its cache to the socket, so that its size is nobody's memory.
extension EventLoop {
    /// Written to one client in one turn: others wait no longer for it than for this much.
    private static let fileTurn = 1 << 20

    /// As ``deliver(_:to:)``, with a file behind the response's head.
    mutating func deliver(_ response: Response, _ file: ResponseFile, to exchange: Exchange) {
        guard let slot = takeAwaited(exchange) else { return }
        write(slot, response, then: .nextRequest, file: file)
        goOn(slot)
    }

    /// Writes as much of the file as the socket takes; true when the response is out.
    mutating func continueFile(_ slot: Int) -> Bool {
        guard let (file, start) = connections[slot].file else { return false }
        var sent = start
        while sent < file.size {
            guard sent - start < Self.fileTurn else {
                connections[slot].file = (file, sent)
                unfinishedFiles.append((slot, connections[slot].generation))
                return false
            }
            switch System.send(connections[slot].descriptor, file: file.descriptor, from: sent, to: file.size) {
            case .bytes(0):
                // It became shorter: what the head promised cannot be kept.
                close(slot)
                return false
            case .bytes(let count): sent += count
            case .wouldBlock:
                connections[slot].file = (file, sent)
                return false
            case .failed:
                close(slot)
                return false
            }
        }
        connections[slot].file = nil
        written(slot)
        return true
    }

    /// How much longer than others an answer with a file may take.
    func patience(for file: ResponseFile?) -> Int64 {
        Int64((file?.size ?? 0) / StreamedContent.sizePerSecond) * 1000
    }

    /// Goes on with files of which one turn wrote a part.
    mutating func writeUnfinished() {
        let waiting = unfinishedFiles
        unfinishedFiles = []
        for (slot, generation) in waiting
        where connections[slot].generation == generation && connections[slot].descriptor >= 0 {
            if case .writing = connections[slot].phase { resumeWriting(slot) }
        }
    }
}
