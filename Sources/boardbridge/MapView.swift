internal import Bridge
internal import Mapping
internal import Trying

/// Shows what comes of a post's submissions, one after the other.
struct MapView {
    private let form: String
    private let crm: CRMSettings
    private let files: [String: [UInt8]]
    private let isJSON: Bool
    private let explains: Bool

    init(form: String, crm: CRMSettings, files: [String: [UInt8]], _ arguments: Arguments) {
        self.form = form
        self.crm = crm
        self.files = files
        isJSON = arguments.has("--json")
        explains = arguments.has("--explain")
    }

    /// A line before a submission: which one it is.
    func say(_ text: String) {
        if !isJSON { Terminal.out("--- \(text)") }
    }

    func show(_ outcome: MappingTrial.Outcome, _ explanation: Explanation?) {
        switch outcome {
        case .ignored(let reason): Terminal.out(isJSON ? MapText.json(ignored: reason) : Terminal.visible(reason))
        case .mapped(let result) where isJSON: Terminal.out(MapText.json(result, explains ? explanation : nil))
        case .mapped(let result): show(result, explanation)
        }
    }

    private func show(_ result: MappingResult, _ explanation: Explanation?) {
        if let explanation, explains {
            Terminal.out(ExplanationText(files: files, visible: Terminal.visible).text(explanation) + "\n")
        }
        switch result {
        case .mapped(let mapped): Terminal.out(MapText.request(mapped, crm))
        case .problems(let problems): Terminal.error(MapText.lines(problems, form: form))
        }
        if !explains, let note = explanation.flatMap(MapText.note) { Terminal.error(note) }
    }
}
