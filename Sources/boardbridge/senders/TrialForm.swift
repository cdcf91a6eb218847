internal import Bridge
internal import Configuration
internal import Wire

/// The form that `boardbridge senders try` is asked for.
enum TrialForm {
    /// Finds it by its name, or by its sender's where one form alone has that sender.
    ///
    /// With a secret of its own, a try needs none of the variables that the service was started with: the secret stands for each that is not
    /// set here.
    static func find(_ arguments: Arguments, _ secret: TrialSecret) throws -> (FormSettings, ServiceSettings) {
        let word = arguments.words[0]
        let (configuration, loading) = try ConfigurationFolder.soundLoading(arguments, trying: word, unset: secret.text)
        if let form = configuration.forms.first(where: { $0.name == word }) { return (form, configuration.service) }
        let forms = configuration.forms.filter { $0.sender.name == word }
        switch forms.count {
        case 1: return (forms[0], configuration.service)
        case 2...:
            throw UsageError(
                "several forms have the sender \(word); name one: \(forms.map(\.name).joined(separator: ", "))")
        default:
            let isSender =
                SenderPreset.builtInFiles[word] != nil || loading.files["senders/\(word).yaml"] != nil
            guard isSender else { throw UsageError.unknown("form", word, known: configuration.forms.map(\.name)) }
            throw Failure(
                "no form has the sender \(word): write forms/\(word).yaml with `sender: \(word)`, and start the service with it"
            )
        }
    }
}
