import BoardCRM

/// The deals of an export, before they are a file: it is written when nobody waits for the board any more.
struct ExportedDeals: Sendable {
    let deals: [SandboxDeal]
    let fields: [SandboxField]
    /// How far the board's clock is from UTC, in seconds.
    let clockOffset: Int64

    /// The file: CSV, by inference.
    var csv: [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        Self.append(["ID", "Column", "Created at", "Lead", "E-mail", "Phone"] + fields.map(\.title), to: &bytes)
        for deal in deals {
            let made = SandboxClock.dateTime(deal.createdAt + clockOffset * 1000)
            let lead = [LeadAttribute.name, .email, .phone].map { deal.lead?[$0] ?? "" }
            Self.append(
                [deal.id.description, deal.columnID.description, made] + lead
                    + fields.map { deal.fields[$0.alias]?.formText ?? "" }, to: &bytes)
        }
        return bytes
    }

    private static func append(_ cells: [String], to bytes: inout [UInt8]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            let isQuoted = cell.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A }
            bytes += isQuoted ? Array("\"\(cell.replacing("\"", with: "\"\""))\"".utf8) : Array(cell.utf8)
        }
        bytes += [0x0D, 0x0A]
    }

    /// A file as `{type, data: [byte]}`, as Node.js writes a buffer, in the CRM's answer.
    static func answer(_ file: [UInt8]) -> [UInt8] {
        var content = Array(#"{"status":true,"data":{"type":"Buffer","data":["#.utf8)
        content.reserveCapacity(content.count + file.count * 4)
        for (place, byte) in file.enumerated() {
            if place > 0 { content.append(UInt8(ascii: ",")) }
            if byte >= 100 { content.append(0x30 + byte / 100) }
            if byte >= 10 { content.append(0x30 + byte / 10 % 10) }
            content.append(0x30 + byte % 10)
        }
        return content + Array("]}}".utf8)
    }
}
