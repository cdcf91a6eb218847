import Bridge
import Listener
import Mapping

extension ServiceReader {
    /// Where requests are taken: one place or a list, each an address, or a mapping with `address` and how it is listened on.
    func listen(_ reader: inout MappingReader) -> [ListenPoint]? {
        guard let member = reader.member(ServiceKeys.listen.name) else { return nil }
        let address = ScalarType.listenAddress(folder: folder)
        let nodes: [Node]
        if case .sequence(let items) = member.value.content { nodes = items } else { nodes = [member.value] }
        if nodes.isEmpty { log.add("expected \(address.expected), found an empty list", at: member.value.place) }
        let points = nodes.compactMap { node in point(node, address).map { Placed($0, at: node.place) } }
        complainOfRepeats(points)
        return points.count == nodes.count ? points.map(\.value) : nil
    }

    private func point(_ node: Node, _ address: ScalarType<ListenAddress>) -> ListenPoint? {
        guard case .mapping = node.content else { return address.read(node, log: log).map { ListenPoint($0) } }
        guard var section = MappingReader(node, ListenKeys.shape, log: log) else {
            return nil
        }
        let found = section.member(ListenKeys.address.name)
        if found == nil { section.missing("address", "write address: 127.0.0.1:8080") }
        let placed = found.flatMap { address.read($0.value, log: log) }
        let proxyProtocol = section.value(ListenKeys.proxyProtocol) ?? false
        let mode = section.placed(ListenKeys.mode)
        section.finish()
        guard let placed else { return nil }
        var point = ListenPoint(placed, proxyProtocol: proxyProtocol)
        if let mode {
            if case .tcp = placed { log.add("only a UNIX socket has a mode", at: mode.place) }
            point.mode = mode.value
        }
        return point
    }

    private func complainOfRepeats(_ points: [Placed<ListenPoint>]) {
        var seen: Set<ListenAddress> = []
        for point in points where !seen.insert(point.value.address).inserted {
            if case .tcp(_, 0) = point.value.address { continue }
            log.add("\(Quoted("\(point.value.address)")) stands here a second time", at: point.place)
        }
    }
}
