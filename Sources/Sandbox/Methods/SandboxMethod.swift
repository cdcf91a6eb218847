/// A method of the API that the sandbox knows; the raw value is `entity/action`.
enum SandboxMethod: String, Sendable, CaseIterable {
    case offerCreate = "offer/create"
    case offerGet = "offer/get"
    case offerExport = "offer/export"
    case fieldList = "field/list"
    case leadList = "lead/list"
    case leadGet = "lead/get"
    case commentCreate = "comment/create"
}
