internal import BoardCRM
internal import Bridge
internal import HTTPClient
internal import Outbox

extension CourierSettings {
    /// What the configuration says: the service's token for all forms but those that have one of their own. Forms with the same token
    /// share what is known of it.
    init(_ settings: ServiceSettings, forms: [FormSettings], http: HTTPClient) throws {
        var own: [(name: String, crm: FormCRMSettings, forms: Set<String>)] = []
        for form in forms {
            guard let crm = form.crm else { continue }
            if let place = own.firstIndex(where: { $0.crm.isSame(as: crm) }) {
                own[place].forms.insert(form.name)
            } else {
                own.append(("forms/\(form.name).yaml", crm, [form.name]))
            }
        }
        let elsewhere = own.reduce(into: Set<String>()) { $0.formUnion($1.forms) }
        var lanes = [
            CourierLane(
                name: "boardbridge.yaml", token: settings.crm.accessToken, address: settings.crm.url,
                forms: .except(elsewhere),
                reference: settings.crm.reference, board: try BoardClient(settings.crm, http: http))
        ]
        for (name, crm, forms) in own {
            var board = settings.crm
            board.accessToken = crm.accessToken
            lanes.append(
                CourierLane(
                    name: name, token: crm.accessToken, address: settings.crm.url, forms: .only(forms),
                    reference: crm.reference,
                    board: try BoardClient(board, http: http)))
        }
        self.init(lanes: lanes)
        self.forms = Set(forms.map(\.name))
        policy = settings.retry
        inFlight = settings.crm.inFlight
        rate = settings.crm.rate
        uncertain = settings.crm.uncertain
        callTime = settings.crm.totalTime
        settling = settings.crm.settling
    }
}
