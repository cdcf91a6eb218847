public import BoardCRM
internal import Mapping

/// A board of a configuration, and the forms whose deals go there: what is asked of it, and compared with what.
public struct BoardForms: Sendable {
    /// By which the board is called.
    public let crm: CRMSettings
    /// The forms that go there.
    public let forms: [FormSettings]

    /// The boards of a configuration: the service's, and those of forms that have one of their own. Forms with the same token and reference
    /// share one.
    public static func all(_ crm: CRMSettings, _ forms: [FormSettings]) -> [BoardForms] {
        var own: [(crm: FormCRMSettings, forms: [FormSettings])] = []
        for form in forms {
            guard let crm = form.crm else { continue }
            if let place = own.firstIndex(where: { $0.crm.isSame(as: crm) }) {
                own[place].forms.append(form)
            } else {
                own.append((crm, [form]))
            }
        }
        let main = BoardForms(crm: crm, forms: forms.filter { $0.crm == nil })
        return [main]
            + own.map { one, forms in
                var board = crm
                board.accessToken = one.accessToken
                board.place = one.place ?? Place(file: "forms/\(forms[0].name).yaml", line: 1, column: 1)
                board.reference = one.reference
                board.referencePlace = one.referencePlace
                return BoardForms(crm: board, forms: forms)
            }
    }

    /// What came of asking it.
    public func inquiry(_ answer: Result<[BoardField], CallFailure>) -> BoardInquiry {
        BoardInquiry(answer, forms: forms, crm: crm)
    }
}

extension FormCRMSettings {
    /// Whether deals go to the same board in the same way.
    public func isSame(as other: FormCRMSettings) -> Bool {
        accessToken == other.accessToken && reference == other.reference
    }
}
