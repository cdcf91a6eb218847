internal import BoardCRM
internal import Mapping

/// Posts of which only a notice comes: they are mapped when what they announce is there.
extension Intake {
    /// What is wrong with a notice: what is fetched is put into it, so that it has to be a JSON object.
    func notice(_ part: PostPart) -> [Problem] {
        if part.isObject { return [] }
        return [
            Problem(
                field: "fetched", target: TargetPath(steps: []),
                message: "needs a notice that is a JSON object: what is fetched is put into it")
        ]
    }
}
