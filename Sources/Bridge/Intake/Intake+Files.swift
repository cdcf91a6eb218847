internal import BoardCRM
internal import Files
internal import Listener
internal import Mapping
internal import Outbox
internal import Wire

/// Forms that keep files. One that does not has none of this on its way.
extension Intake {
    /// The content goes to the files' threads as it comes, and the form that is left of it comes back.
    mutating func reception(
        of request: Request, with description: PayloadReader.Description, for form: IntakeForm
    ) -> Reception {
        guard let files = form.settings.files, let store = shared.files, let media = description.media else {
            return .content(limit: form.contentLimit)
        }
        let boundary: [UInt8]
        do throws(WireError) {
            boundary = try Multipart.boundary(of: media)
        } catch {
            return .answer(refusal(request, form, .broken(error)))
        }
        let upload = store.upload(
            request.id, from: request.countedClient, boundary: boundary, settings: files,
            textLimit: form.contentLimit, limits: limits)
        guard let upload else {
            var answer = refusal(
                request, form, status: 503, "too many posts with files are under way; please send it again")
            answer.add("Retry-After", "5")
            return .answer(answer)
        }
        return .stream(limit: files.largestPost(text: form.contentLimit), upload)
    }

    /// Of a sender that has to prove itself: it is told nothing of what may be posted before.
    mutating func receptionOfStranger(of request: Request, for form: IntakeForm) -> Reception {
        guard let description = try? PayloadReader.describe(request, for: form.settings.sender),
            description.hasBoundary
        else { return .content(limit: form.contentLimit) }
        return reception(of: request, with: description, for: form)
    }

    /// Takes a post whose files are in the folder. They go again unless it is stored.
    mutating func accept(_ upload: Upload, _ request: Request, for form: IntakeForm, as exchange: Exchange) -> Answer {
        let earlier = receipts.count
        let answer = accept(request, nil, for: form, as: exchange, upload)
        if case .later = answer, receipts.count > earlier {
            receipts[receipts.count - 1].upload = upload
        } else {
            upload.discard()
        }
        return answer
    }

    /// Puts what became of the files into what the rules see.
    func attach(_ upload: Upload, to payload: inout Payload, of post: inout Post) {
        guard case .fields(let fields) = payload else { return }
        let files = upload.files(of: fields)
        post.files = files
        payload = .fields(
            fields.keeping(
                files, for: upload.settings, shared.links, from: Timestamp(milliseconds: post.request.receivedAt)))
        for (index, problem) in upload.problems where files.indices.contains(index) {
            let field = Self.shortened(files[index].field)
            Problem(field: field, target: TargetPath(steps: ["files", field]), message: problem.message)
                .addOnce(to: &post.fileProblems)
            if post.fileProblems.count == Self.mostFileProblems { break }
        }
    }

    /// The visitor names these fields, and the answer is not to grow with that.
    private static let mostFileProblems = 20

    private static func shortened(_ name: String) -> String {
        name.utf8.count > 200 ? String(decoding: name.utf8.prefix(200), as: UTF8.self) + "…" : name
    }

    /// What is wrong with files makes no deal, as what is wrong with text does.
    mutating func addFileProblems(of post: Post, to problems: inout [Problem], _ start: Int) {
        guard !post.fileProblems.isEmpty else { return }
        if problems.isEmpty { bytes.removeSubrange(start...) }
        problems += post.fileProblems
    }

    /// The path of a file.
    func answerWithFile(_ request: Request, _ exchange: Exchange, _ mailbox: LoopMailbox) -> Answer {
        guard let files = shared.files, let links = shared.links else {
            return .now(ProblemDetails.response(status: 404, detail: "there is no such file"))
        }
        return FileDesk(store: files, links: links).answer(request, as: exchange, by: mailbox)
    }
}

extension Problem {
    fileprivate func addOnce(to problems: inout [Problem]) {
        if !problems.contains(self) { problems.append(self) }
    }
}

extension FormFields {
    /// The form with what became of its files.
    func keeping(
        _ files: [StoredFile], for settings: FileSettings, _ links: FileLinks?, from moment: Timestamp
    ) -> FormFields {
        var form = self
        form.keep(
            files.map { file in
                File(
                    filename: file.name, contentType: file.type, size: file.size,
                    url: file.key.flatMap { links?.url(of: $0, for: settings.linkTime, from: moment) })
            })
        return form
    }
}
